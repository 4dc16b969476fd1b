import Testing
import UserMediaConstraints
import UserMediaCore

/// Web IDL conversions of JSON values, as in browsers.
@Suite struct WebIDLConversionTests {
  @Test(arguments: [
    // Unions with a dictionary convert null to an empty dictionary.
    (#"{"video":null}"#, #"{"video":{}}"#),
    (#"{"video":{"width":null}}"#, #"{"video":{"width":{}}}"#),
    // Anything that isn't an object is true or false.
    (#"{"video":1,"audio":""}"#, #"{"video":true}"#),
    (#"{"video":false,"audio":"no"}"#, #"{"audio":true}"#),
    // [Clamp] unsigned long.
    (#"{"video":{"width":-5}}"#, #"{"video":{"width":0}}"#),
    (#"{"video":{"width":1e300}}"#, #"{"video":{"width":4294967295}}"#),
    (#"{"video":{"width":640.5}}"#, #"{"video":{"width":640}}"#),
    (#"{"video":{"width":641.5}}"#, #"{"video":{"width":642}}"#),
    (#"{"video":{"width":"640"}}"#, #"{"video":{"width":640}}"#),
    (#"{"video":{"width":"wide"}}"#, #"{"video":{"width":0}}"#),
    (#"{"video":{"width":true}}"#, #"{"video":{"width":1}}"#),
    (#"{"video":{"frameRate":" 7.5 "}}"#, #"{"video":{"frameRate":7.5}}"#),
    // DOMString.
    (#"{"video":{"deviceId":5}}"#, #"{"video":{"deviceId":"5"}}"#),
    (#"{"video":{"deviceId":[true,null]}}"#, #"{"video":{"deviceId":["true","null"]}}"#),
    (#"{"audio":{"echoCancellation":0}}"#, #"{"audio":{"echoCancellation":"0"}}"#),
    (#"{"audio":{"autoGainControl":"x"}}"#, #"{"audio":{"autoGainControl":true}}"#),
    // Unknown names are ignored, empty dictionaries kept.
    (#"{"video":{"colour":1,"width":{}},"screen":true}"#, #"{"video":{"width":{}}}"#),
    (#"{"video":{"width":{"minimum":5}}}"#, #"{"video":{"width":{}}}"#),
  ])
  func conversion(json: String, converted: String) throws {
    #expect(try MediaStreamConstraints(json: json).json == converted)
  }

  @Test(arguments: [
    #"[]"#, #"5"#, #"null"#, #"{"video":"#, "",
    #"{"video":{"frameRate":"fast"}}"#, #"{"video":{"frameRate":1e400}}"#,
    #"{"video":{"frameRate":{"min":"x"}}}"#,
    #"{"video":{"advanced":{"width":5}}}"#, #"{"video":{"advanced":null}}"#,
    #"{"video":{"advanced":[5]}}"#,
  ])
  func typeErrors(json: String) {
    let error = #expect(throws: TypeError.self) { try MediaStreamConstraints(json: json) }
    #expect(error?.message.contains("\n") == false)
  }

  @Test func longStringsAndListsAreTypeErrors() throws {
    func constraints(_ value: ConstraintValue) throws -> MediaStreamConstraints {
      try MediaStreamConstraints(converting: ["video": ["deviceId": value]])
    }
    _ = try constraints(.string(String(repeating: "ä", count: 500)))
    #expect(throws: TypeError.self) { try constraints(.string(String(repeating: "x", count: 501))) }
    _ = try constraints(.array(Array(repeating: "x", count: 100)))
    #expect(throws: TypeError.self) { try constraints(.array(Array(repeating: "x", count: 101))) }
  }
}
