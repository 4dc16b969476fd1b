import Testing
import UserMediaConstraints
import UserMediaCore

/// Conversion of constraints in any dialect to a request.
@Suite struct DialectRequestTests {
  private static let screens: [(value: ConstraintValue, dialect: Dialect)] = [
    (["video": ["mediaSource": "screen"]], .current),
    (["video": ["mediaSource": "window"]], .auto),
    (["video": ["mandatory": ["chromeMediaSource": "screen"]]], .webkit),
    (["video": ["mediaSource": "screen", "require": ["mediaSource"]]], .moz),
  ]

  @Test(arguments: screens)
  func screenNeverBecomesACamera(value: ConstraintValue, dialect: Dialect) {
    let error = #expect(throws: DOMException.self) {
      try MediaStreamConstraints(value, dialect: dialect)
    }
    #expect(error?.name == "NotSupportedError")
  }

  @Test func cameraAsMediaSourceIsACamera() throws {
    let constraints = try MediaStreamConstraints(
      ["video": ["mediaSource": "camera", "width": 640]], dialect: .current)
    #expect(constraints == MediaStreamConstraints(video: .init(width: 640)))
  }
}
