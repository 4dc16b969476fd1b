import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Cases from the test suites of Chromium, Firefox and web-platform-tests for selecting among
/// several cameras, as far as the specification decides them or leaves them to the order of
/// cameras.
@Suite struct BrowserCaseTests {
  private static let cameras = [
    // The first is the default; none of its modes has the default size.
    Devices.camera(
      "plain",
      [Devices.mode(240, 240, [50]), Devices.mode(600, 600, [50]), Devices.mode(1200, 1200, [25])]),
    Devices.camera(
      "back",
      [
        Devices.mode(48, 36, [20]), Devices.mode(320, 240), Devices.mode(640, 480),
        Devices.mode(960, 720, [20]),
      ], facing: [.environment]),
    Devices.camera(
      "front",
      [
        Devices.mode(640, 480, [10]), Devices.mode(480, 640), Devices.mode(640, 480),
        Devices.mode(1280, 720, [60]), Devices.mode(1920, 1080, [60]),
        Devices.mode(2560, 1600, [10]),
      ], facing: [.user]),
    Devices.camera("silent", [Devices.mode(640, 480, [])]),
  ]

  static let choices: [(String, String)] = [
    // Only the order decides, then the defaults.
    ("{}", "plain 600x600@50"), (#"{"height":{"min":480}}"#, "plain 600x600@50"),
    (#"{"width":{"min":641}}"#, "plain 1200x1200@25"),
    (#"{"frameRate":{"min":-0.5}}"#, "plain 600x600@50"),
    (#"{"frameRate":{"max":1000}}"#, "plain 600x600@50"),
    (#"{"resizeMode":["none","crop-and-scale"]}"#, "plain 600x600@50"),
    (#"{"advanced":[{"width":{"min":4000}}]}"#, "plain 600x600@50"),
    (#"{"foo":{"exact":1},"sampleRate":{"exact":1}}"#, "plain 600x600@50"),
    // The camera with the nearest native mode comes before those that would be cropped more.
    (#"{"height":480}"#, "back 640x480@30"), (#"{"width":{"exact":320}}"#, "back 320x240@30"),
    (#"{"height":{"min":700,"max":800}}"#, "back 960x720@20"),
    (#"{"frameRate":{"max":10}}"#, "front 640x480@10"), (#"{"frameRate":30}"#, "back 640x480@30"),
    (#"{"height":{"max":100}}"#, "back 48x36@20"),
    // If all are cropped equally, the first is; the picture keeps its aspect ratio.
    (#"{"height":481}"#, "plain 481x481@50 crop"), (#"{"frameRate":31}"#, "plain 600x600@31 crop"),
    (#"{"aspectRatio":{"exact":1.5}}"#, "plain 600x400@50 crop"),
    (#"{"height":{"exact":1500}}"#, "front 2400x1500@10 crop"),
    (#"{"width":{"exact":639},"deviceId":{"exact":"back"}}"#, "back 639x479@30 crop"),
    // Only one can.
    (#"{"width":3000}"#, "front 2560x1600@10"), (#"{"frameRate":100}"#, "front 1280x720@60"),
    (#"{"facingMode":{"exact":"environment"}}"#, "back 640x480@30"),
    (#"{"facingMode":{"exact":["left","user"]}}"#, "front 640x480@30"),
    (#"{"groupId":{"exact":"group-front"}}"#, "front 640x480@30"),
    (#"{"deviceId":{"exact":["nobody","silent"]}}"#, "silent 640x480@nil"),
    (#"{"deviceId":{"exact":""}}"#, "plain 600x600@50"),
    // A preferred resize mode weighs as much as a completely missed size.
    (#"{"width":1,"height":1,"resizeMode":"none"}"#, "back 1x1@20 crop"),
    (#"{"width":1,"resizeMode":"none"}"#, "back 48x36@20"),
    (#"{"width":641,"height":480,"resizeMode":{"exact":"none"}}"#, "back 640x480@30"),
    // Advanced sets: in order, completely or not at all, and before preferences.
    (
      #"{"advanced":[{"width":1920,"height":1080},{"frameRate":60},{"width":2560}]}"#,
      "front 1920x1080@60"
    ),
    (#"{"advanced":[{"width":640,"height":480},{"width":1920}]}"#, "back 640x480@30"),
    (
      #"{"advanced":[{"width":{"max":640},"height":{"max":480}},{"width":{"min":1900}}]}"#,
      "plain 240x240@50"
    ),
    (
      #"{"advanced":[{"width":{"min":320,"max":640},"height":{"min":240,"max":480}},"#
        + #"{"frameRate":{"max":10}}]}"#, "front 640x480@10"
    ),
    (#"{"advanced":[{"deviceId":["plain","back"]},{"deviceId":["back","x"]}]}"#, "back 640x480@30"),
    (#"{"advanced":[{"deviceId":["front"]},{"deviceId":["back"]}]}"#, "front 640x480@30"),
    (
      #"{"advanced":[{"deviceId":"back"},{"deviceId":"front","width":{"max":50}},{"width":960}]}"#,
      "back 960x720@20"
    ),
    (#"{"width":1,"height":1,"advanced":[{"resizeMode":"none"}]}"#, "back 48x36@20"),
    (
      #"{"width":{"min":10,"ideal":1},"advanced":[{"width":{"min":9,"max":8}},{"width":640}]}"#,
      "back 640x480@30"
    ),
  ]

  @Test(arguments: choices) func selects(constraints: String, expected: String) throws {
    let selection = try best(Self.read(constraints), Self.cameras)
    let settings = selection.settings
    let size = "\(settings.width ?? 0)x\(settings.height ?? 0)"
    let rate = settings.frameRate.map { ConstraintValue.number($0).json } ?? "nil"
    let crop = settings.resizeMode == .cropAndScale ? " crop" : ""
    #expect("\(settings.deviceId ?? "") \(size)@\(rate)\(crop)" == expected)
  }

  static let failures: [(String, String)] = [
    (#"{"deviceId":{"exact":"nobody"}}"#, "deviceId"), (#"{"groupId":{"exact":"x"}}"#, "groupId"),
    (#"{"facingMode":{"exact":"left"}}"#, "facingMode"),
    (#"{"facingMode":{"exact":""}}"#, "facingMode"),
    (#"{"resizeMode":{"exact":"INVALID"}}"#, "resizeMode"),
    (#"{"resizeMode":{"exact":""}}"#, "resizeMode"), (#"{"width":{"exact":100000}}"#, "width"),
    (#"{"width":{"max":0}}"#, "width"), (#"{"height":{"min":2000,"max":1000}}"#, "height"),
    (#"{"aspectRatio":{"min":5000}}"#, "aspectRatio"),
    (#"{"aspectRatio":{"max":0.0001}}"#, "aspectRatio"),
    (#"{"frameRate":{"max":0}}"#, "frameRate"), (#"{"frameRate":{"exact":61}}"#, "frameRate"),
    (#"{"width":{"exact":639},"resizeMode":{"exact":"none"}}"#, "width"),
    // Either alone can be met: the error names the one that conflicts with the other.
    (#"{"width":{"max":1},"aspectRatio":{"exact":100}}"#, "aspectRatio"),
    (#"{"aspectRatio":{"exact":100},"width":{"max":1}}"#, "width"),
    (#"{"deviceId":{"exact":"silent"},"frameRate":{"min":1}}"#, "frameRate"),
  ]

  @Test(arguments: failures) func failsWithConstraint(constraints: String, constraint: String)
    throws
  {
    let error = #expect(throws: OverconstrainedError.self) {
      try best(Self.read(constraints), Self.cameras)
    }
    #expect(error?.constraint == constraint)
  }

  private static func read(_ constraints: String) throws -> MediaTrackConstraints {
    try MediaTrackConstraints(converting: ConstraintValue(json: constraints))
  }
}
