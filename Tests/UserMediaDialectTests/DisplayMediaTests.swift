import Testing
import UserMediaConstraints
import UserMediaCore

/// Examples 36 and 35 of the table, which are separate calls.
@Suite struct DisplayMediaTests {
  @Test func mozillasScreenRequestBecomesADisplayRequest() throws {
    #expect(
      try Translation.displayMediaConstraints(["video": true]) == [
        "video": ["mediaSource": "screen"]
      ])
    #expect(
      try Translation.displayMediaConstraints(["video": ["width": 640]], mediaSource: "window")
        == ["video": ["width": 640, "mediaSource": "window"]])
    let error = #expect(throws: DOMException.self) {
      try Translation.displayMediaConstraints(["audio": true])
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test func safariGetsNoUndefinedMembers() {
    let value: ConstraintValue = [
      "audio": ["x": nil],
      "video": ["width": ["min": nil], "deviceId": nil, "frameRate": 15, "list": []],
    ]
    #expect(
      value.withoutEmptyVideoMembers
        == ["audio": ["x": nil], "video": ["frameRate": 15, "list": []]])
    #expect(ConstraintValue.null.withoutEmptyVideoMembers == .null)
  }
}
