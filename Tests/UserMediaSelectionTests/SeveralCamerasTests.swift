import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Selection among several cameras and of their modes, in cases like those of browsers' tests: a
/// square camera that comes first, a modest one, a good one, and one with odd rates.
@Suite struct SeveralCamerasTests {
  private static let cameras = [
    Devices.camera(
      "first",
      [Devices.mode(240, 240, [50]), Devices.mode(480, 480, [50]), Devices.mode(960, 960, [25])]),
    Devices.camera(
      "modest",
      [
        Devices.mode(48, 36, [20]), Devices.mode(320, 240), Devices.mode(640, 480),
        Devices.mode(800, 600, [20]),
      ], facing: [.environment]),
    Devices.camera(
      "fine",
      [
        Devices.mode(600, 400, [10]), Devices.mode(640, 480, [10]), Devices.mode(480, 640),
        Devices.mode(640, 480), Devices.mode(1280, 720, [60]), Devices.mode(1920, 1080, [60]),
        Devices.mode(2304, 1536, [10]),
      ], facing: [.user]),
    Devices.camera("odd", [Devices.mode(640, 480, []), Devices.mode(500, 500, [0.1])]),
  ]

  private func selection(_ constraints: String) throws -> Selection {
    let video = try MediaStreamConstraints(json: #"{"video":\#(constraints)}"#).video
    return try best(try #require(video.requested), Self.cameras)
  }

  /// `"first 480x480@50"`, with a star where it is cropped, scaled or decimated.
  private func answer(_ constraints: String) throws -> String {
    let selection = try selection(constraints)
    let settings = selection.settings
    let size = "\(settings.width ?? 0)x\(settings.height ?? 0)"
    let rate = settings.frameRate.map { "\($0 == $0.rounded() ? "\(Int($0))" : "\($0)")" } ?? "?"
    return "\(Self.cameras[selection.deviceIndex].deviceId) \(size)@\(rate)"
      + (settings.resizeMode == .cropAndScale ? "*" : "")
  }

  @Test(arguments: [
    ("true", "first 480x480@50"), (#"{"deviceId":{"exact":"fine"}}"#, "fine 640x480@30"),
    (#"{"groupId":{"exact":["x","group-modest"]}}"#, "modest 640x480@30"),
    (#"{"facingMode":{"exact":"environment"}}"#, "modest 640x480@30"),
    (#"{"facingMode":["left","user"]}"#, "fine 640x480@30"),
    // The one that supports it natively comes before the first.
    (#"{"height":{"exact":640}}"#, "fine 480x640@30"), (#"{"width":320}"#, "modest 320x240@30"),
    (#"{"height":{"min":550,"max":650}}"#, "modest 800x600@20"),
    (#"{"width":{"min":1900,"max":2000}}"#, "fine 1920x1080@60"),
    (#"{"frameRate":30}"#, "modest 640x480@30"), (#"{"frameRate":{"max":10}}"#, "fine 640x480@10"),
    // Otherwise the nearest.
    (#"{"height":{"max":20}}"#, "modest 27x20@20*"), (#"{"height":1079}"#, "fine 1918x1079@60*"),
    (#"{"width":{"exact":639}}"#, "modest 639x479@30*"),
    (#"{"frameRate":{"exact":55}}"#, "fine 1280x720@55*"),
    // The first, if it supports the request as well.
    (#"{"height":{"min":480}}"#, "first 480x480@50"),
    (#"{"width":{"min":700}}"#, "first 960x960@25"),
    (#"{"frameRate":{"min":24,"max":60}}"#, "first 480x480@50"),
    (#"{"frameRate":{"min":-1}}"#, "first 480x480@50"),
    (#"{"frameRate":{"max":1e9}}"#, "first 480x480@50"),
    (#"{"aspectRatio":{"min":0.5,"max":1}}"#, "first 480x480@50"),
    (#"{"resizeMode":["crop-and-scale","none"]}"#, "first 480x480@50"),
    (#"{"resizeMode":{"exact":"crop-and-scale"}}"#, "first 480x480@50*"),
    // No size exceeds the camera's.
    (#"{"width":9999}"#, "fine 2304x1536@10"), (#"{"aspectRatio":4000}"#, "fine 2304x1@10*"),
    (#"{"aspectRatio":2,"height":{"exact":400}}"#, "modest 800x400@20*"),
    (#"{"aspectRatio":3,"height":{"exact":400}}"#, "fine 1200x400@60*"),
    // Cropping costs 1 unless preferred, which a size can outweigh.
    (#"{"width":641,"height":480,"resizeMode":"none"}"#, "modest 640x480@30"),
    (#"{"width":1,"height":1,"resizeMode":"none"}"#, "modest 1x1@20*"),
    (#"{"width":1,"resizeMode":"none"}"#, "modest 48x36@20"),
    // An unknown rate can't be required.
    (#"{"deviceId":{"exact":"odd"}}"#, "odd 640x480@?"),
    (#"{"deviceId":{"exact":"odd"},"width":{"exact":500}}"#, "odd 500x500@0.1"),
    // A fraction for whole pixels, a text for a number, a property of sound.
    (#"{"width":319.5}"#, "modest 320x240@30"), (#"{"width":"320"}"#, "modest 320x240@30"),
    (#"{"sampleRate":{"exact":1},"channelCount":{"min":9}}"#, "first 480x480@50"),
  ]) func basicSets(constraints: String, expected: String) throws {
    #expect(try answer(constraints) == expected, "\(constraints)")
  }

  @Test(arguments: [
    (#"[{"width":{"min":4000}}]"#, "first 480x480@50"),
    (
      #"[{"width":{"min":4000}},{"width":{"max":640},"height":{"min":240,"max":480}}]"#,
      "first 480x480@50"
    ),
    (#"[{"width":1920,"height":1080},{"frameRate":60},{"width":2304}]"#, "fine 1920x1080@60"),
    (#"[{"width":640,"height":480},{"width":1920,"height":1080}]"#, "modest 640x480@30"),
    (#"[{"width":{"max":300}},{"width":{"min":1920},"frameRate":60}]"#, "first 240x240@50"),
    (#"[{"aspectRatio":2300},{"aspectRatio":3}]"#, "fine 2300x1@10*"),
    (#"[{"frameRate":{"min":40}},{"frameRate":{"max":35}}]"#, "first 480x480@50"),
    (
      #"[{"width":{"max":1920}},{"width":{"min":2000},"frameRate":10},{"frameRate":30}]"#,
      "modest 640x480@30"
    ),
    (#"[{"deviceId":["first","modest"]},{"deviceId":["modest","fine"]}]"#, "modest 640x480@30"),
    (#"[{"deviceId":["first","modest"]},{"deviceId":["fine","odd"]}]"#, "first 480x480@50"),
    (
      #"[{"deviceId":"modest"},{"deviceId":"fine","width":{"max":50}},{"width":800,"height":600}]"#,
      "modest 800x600@20"
    ),
    (#"[{"facingMode":"user"},{"zoom":2},{"facingMode":"environment"}]"#, "fine 640x480@30"),
    (#"[{},{"width":{}},{"facingMode":[]},{"height":{"ideal":1536}}]"#, "first 480x480@50"),
  ]) func advancedSets(advanced: String, expected: String) throws {
    #expect(try answer(#"{"advanced":\#(advanced)}"#) == expected, "\(advanced)")
  }

  @Test func advancedSetsNarrowTheChoiceForPreferences() throws {
    let advanced = #""advanced":[{"width":{"min":300,"max":640},"height":{"min":200,"max":480}}]"#
    #expect(try answer(#"{"width":100,"height":100,\#(advanced)}"#) == "modest 300x200@30*")
    #expect(try answer(#"{"width":2000,"height":1500,\#(advanced)}"#) == "modest 640x480@30")
    #expect(
      try answer(#"{"width":1,"height":1,"advanced":[{"resizeMode":"none"}]}"#)
        == "modest 48x36@20")
  }

  @Test(arguments: [
    (#"{"deviceId":{"exact":"x"}}"#, "deviceId"),
    (#"{"facingMode":{"exact":"left"}}"#, "facingMode"),
    (#"{"facingMode":{"exact":""}}"#, "facingMode"),
    (#"{"resizeMode":{"exact":""}}"#, "resizeMode"),
    (#"{"height":{"max":0}}"#, "height"), (#"{"width":{"min":10,"max":9}}"#, "width"),
    (#"{"width":{"exact":4294967295}}"#, "width"), (#"{"frameRate":{"max":0}}"#, "frameRate"),
    (#"{"aspectRatio":{"max":0.00001}}"#, "aspectRatio"),
    (#"{"width":{"max":1},"aspectRatio":{"exact":100}}"#, "aspectRatio"),
  ]) func failedConstraints(constraints: String, expected: String) throws {
    let error = try #require(throws: OverconstrainedError.self) { try selection(constraints) }
    #expect(error.constraint == expected)
  }

  @Test func theDefaultCameraComesBeforeOneThatNeedNotCrop() throws {
    var cameras = Self.cameras
    cameras[2].description.isDefault = true
    let constraint = MediaTrackConstraints(width: 320)
    #expect(try best(constraint, Self.cameras).deviceIndex == 1)
    #expect(try best(constraint, cameras).deviceIndex == 2)
    #expect(try best(.init(), cameras).deviceIndex == 2)
  }
}
