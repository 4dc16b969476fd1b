import ConstraintsTestSupport
import Foundation
import Testing
import UserMediaConstraints
import UserMediaCore

/// Constraints in JSON from other programs.
@Suite struct CodableTests {
  private static let request = """
    {"audio":{"echoCancellation":{"exact":false},"deviceId":["a","b"]},"video":{"width":{"min":640,\
    "ideal":1280},"frameRate":29.97,"pan":true,"facingMode":"user","advanced":[{"height":720},{}]}}
    """

  @Test func aPagesJSONDecodes() throws {
    let constraints = try decode(MediaStreamConstraints.self, Self.request)
    #expect(constraints.value.sorted == (try ConstraintValue(json: Self.request).sorted))
    #expect(constraints.video.requested?.basic.width == .init(min: 640, ideal: 1280))
    #expect(constraints.video.requested?.basic.facingMode == "user")
    #expect(constraints.video.requested?.advanced?.count == 2)
  }

  @Test func encodingMatchesAPagesJSON() throws {
    let constraints = try MediaStreamConstraints(json: Self.request)
    #expect(try ConstraintValue(json: encode(constraints)).sorted == constraints.value.sorted)
    let decoded = try decode(MediaStreamConstraints.self, encode(constraints))
    #expect(decoded.value.sorted == constraints.value.sorted)
  }

  @Test func everyConstraintTypeDecodesBareAndAsObject() throws {
    #expect(try decode(ConstrainULong.self, "640") == 640)
    #expect(try decode(ConstrainULong.self, #"{"min":1,"max":2}"#) == .init(min: 1, max: 2))
    #expect(try decode(ConstrainDouble.self, #"{"exact":7.5}"#) == .exact(7.5))
    #expect(try decode(ConstrainBoolean.self, "true") == true)
    #expect(try decode(ConstrainBoolean.self, #"{"ideal":false}"#) == .ideal(false))
    #expect(try decode(ConstrainDOMString.self, #"["a","b"]"#) == ["a", "b"])
    #expect(try decode(ConstrainBooleanOrDOMString.self, #""remote-only""#) == "remote-only")
    #expect(try decode(BooleanOrConstrainDouble.self, #"{"min":1}"#) == .double(.init(min: 1)))
    #expect(try decode(BooleanOrMediaTrackConstraints.self, "false") == false)
    #expect(try decode(MediaTrackConstraintSet.self, #"{"torch":true}"#) == .init(torch: true))
  }

  @Test func outdatedConstraintsKeepTheirShape() throws {
    let legacy = #"{"video":{"mandatory":{"minWidth":640},"optional":[{"sourceId":"a"},{}]}}"#
    let value = try decode(ConstraintValue.self, legacy)
    #expect(value.sorted == (try ConstraintValue(json: legacy).sorted))
    #expect(try ConstraintValue(json: encode(value)).sorted == value.sorted)
  }

  @Test(arguments: ["null", "true", "0", "-1.5", "1e21", #""é😀""#, "[]", "{}", "[[null]]"])
  func everyValueRoundTrips(json: String) throws {
    let value = try ConstraintValue(json: json)
    #expect(try decode(ConstraintValue.self, encode(value)) == value)
  }

  @Test func notANumberIsNull() throws {
    #expect(try encode([.number(.infinity), .number(.nan)] as ConstraintValue) == "[null,null]")
  }

  @Test func valuesThatBrowsersRejectDoNotDecode() throws {
    let error = #expect(throws: DecodingError.self) {
      try decode(MediaStreamConstraints.self, #"{"video":{"frameRate":{"min":"fast"}}}"#)
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.underlyingError is TypeError)
    #expect(context.debugDescription == "video.frameRate.min is not a finite number")
  }

  @Test func settingsMatchAPagesJSON() throws {
    var settings = MediaTrackSettings()
    settings.width = 640
    settings.resizeMode = .cropAndScale
    settings.echoCancellation = true
    settings.facingMode = .user
    #expect(try ConstraintValue(json: encode(settings)).sorted == settings.value.sorted)
    #expect(try decode(MediaTrackSettings.self, encode(settings)) == settings)
  }

  @Test func descriptionsAreJSON() throws {
    #expect("\(ConstrainULong(min: 640, ideal: 1280))" == #"{"min":640,"ideal":1280}"#)
    #expect(
      "\(MediaTrackConstraintSet(width: 640, facingMode: .exact("user")))"
        == #"{"width":640,"facingMode":{"exact":"user"}}"#)
    #expect("\(ConstrainDOMString.ideal(["a", "b"]))" == #"{"ideal":["a","b"]}"#)
    #expect("\(MediaStreamConstraints(audio: true))" == #"{"audio":true}"#)
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  private func encode(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }
}
