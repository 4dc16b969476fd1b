import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Cameras that list ranges instead of individual sizes and rates.
@Suite struct CameraTests {
  private func grid(
    _ width: (Int, Int, Int), _ height: (Int, Int, Int), _ rates: VideoMode.FrameRates
  ) throws -> [CandidateDevice] {
    let widths = try #require(
      VideoMode.SteppedRange(min: width.0, max: width.1, step: width.2))
    let heights = try #require(
      VideoMode.SteppedRange(min: height.0, max: height.1, step: height.2))
    let mode = VideoMode(
      pixelFormat: .yuyv, size: .stepwise(width: widths, height: heights), frameRates: rates)
    return [Devices.camera("camera", [mode])]
  }

  private func rates(_ least: Double, _ most: Double) throws -> VideoMode.FrameRates {
    .range(min: try #require(FrameRate(least)), max: try #require(FrameRate(most)))
  }

  @Test func aSizeOnTheGridIsNative() throws {
    let devices = try grid((32, 1920, 16), (32, 1080, 8), try rates(5, 60))
    let selection = try best(.init(width: 992, height: 600, frameRate: 42), devices)
    #expect(selection.settings.resizeMode == VideoResizeMode.none)
    #expect(selection.fitnessDistance == 0)
    #expect(
      selection.video
        == VideoConfiguration(
          pixelFormat: .yuyv, width: 992, height: 600, frameRate: FrameRate(42)))
  }

  @Test func aSizeOffTheGridIsCroppedFromTheNextLarger() throws {
    let devices = try grid((32, 1920, 16), (32, 1080, 8), try rates(5, 60))
    let selection = try best(.init(width: .exact(1000), height: .exact(601)), devices)
    #expect(selection.settings.resizeMode == .cropAndScale)
    #expect(selection.video?.width == 1008 && selection.video?.height == 608)
    let native = try best(
      .init(width: 1001, height: 601, resizeMode: .exact("none")), devices)
    #expect(native.settings.width == 1008 && native.settings.height == 600)
  }

  @Test func defaultsOfAContinuousCamera() throws {
    let settings = try best(.init(), try grid((1, 4096, 1), (1, 4096, 1), try rates(1, 120)))
      .settings
    #expect(settings.width == 640 && settings.height == 480 && settings.frameRate == 30)
  }

  @Test func anAspectRatioIsFoundOnTheGrid() throws {
    let devices = try grid((16, 1920, 16), (16, 1200, 16), try rates(5, 60))
    let selection = try best(
      .init(width: 1000, aspectRatio: .exact(16 / 9.0), resizeMode: .exact("none")), devices)
    #expect(selection.settings.width == 1024 && selection.settings.height == 576)
  }

  @Test func aRateBelowTheRangeIsDecimatedFromAMultiple() throws {
    let selection = try best(
      .init(frameRate: 4), try grid((640, 640, 1), (480, 480, 1), try rates(10, 60)))
    #expect(selection.settings.frameRate == 4)
    #expect(selection.settings.resizeMode == .cropAndScale)
    #expect(selection.video?.frameRate == FrameRate(12))
  }

  @Test(arguments: [(15, 30), (12.5, 25), (24, 25), (7.5, 15), (60, 60), (40, 60)])
  func ratesPreferEvenDecimation(rate: Double, source: Double) throws {
    let camera = Devices.camera("camera", [Devices.mode(640, 480, [60, 30, 25, 15])])
    let selection = try best(
      .init(frameRate: .exact(rate), resizeMode: .exact("crop-and-scale")), [camera])
    #expect(selection.settings.frameRate == rate)
    let expected = rate == 15 ? FrameRate(15) : FrameRate(source)
    #expect(selection.video?.frameRate == expected)
  }

  @Test func rateLimitsPreferEvenDecimation() throws {
    let camera = Devices.camera("camera", [Devices.mode(640, 480, [60])])
    let selection = try best(.init(frameRate: .init(min: 12, max: 22)), [camera])
    #expect(selection.settings.frameRate == 20)
    #expect(selection.settings.width == 640 && selection.settings.height == 480)
    #expect(selection.video?.frameRate == FrameRate(60))
  }

  @Test func unconstrainedPropertiesStayNative() throws {
    let camera = Devices.camera("camera", [Devices.mode(1280, 720, [30])])
    let slower = try best(.init(frameRate: 12), [camera]).settings
    #expect(slower.width == 1280 && slower.height == 720 && slower.frameRate == 12)
    let lower = try best(.init(height: 360), [camera]).settings
    #expect(lower.width == 640 && lower.height == 360 && lower.frameRate == 30)
  }

  @Test func theWholePictureIsScaledRatherThanCropped() throws {
    let modes = [Devices.mode(800, 600), Devices.mode(1920, 1080), Devices.mode(1280, 720)]
    let selection = try best(
      .init(width: .exact(640), height: .exact(360)), [Devices.camera("camera", modes)])
    #expect(selection.video?.width == 1280)
  }

  @Test func aCameraWithUnknownCapabilitiesCanBeSelected() throws {
    let devices = [Devices.camera("camera", [])]
    let selection = try best(.init(width: 1280, frameRate: 30), devices)
    #expect(selection.settings.width == nil && selection.settings.frameRate == nil)
    #expect(selection.settings.resizeMode == VideoResizeMode.none)
    #expect(selection.fitnessDistance == 2)
    #expect(selection.video?.width == 640 && selection.video?.height == 480)
    let error = #expect(throws: OverconstrainedError.self) {
      try best(.init(width: .init(min: 1)), devices)
    }
    #expect(error?.constraint == "width")
  }

  @Test func severalFacingModesLeaveTheChoice() throws {
    let devices = [Devices.camera("camera", [Devices.mode(640, 480)], facing: [.user, .left])]
    #expect(try best(.init(), devices).settings.facingMode == .user)
    #expect(try best(.init(facingMode: ["right", "left"]), devices).settings.facingMode == .left)
    #expect(
      try best(.init(facingMode: .exact("left")), devices).settings.facingMode == .left)
  }

  @Test func aHugeIdealSelectsTheLargest() throws {
    let selection = try best(.init(width: .init(.max), height: .init(.max), frameRate: 1e300))
    #expect(selection.settings.width == 1920 && selection.settings.height == 1080)
    #expect(selection.settings.frameRate == 30)
    #expect(selection.settings.resizeMode == VideoResizeMode.none)
  }

  @Test func capabilitiesSpanAllModes() {
    let can = MediaTrackCapabilities(of: Devices.webcam)
    #expect(can.width == 1...1920 && can.height == 1...1080)
    #expect(can.frameRate == 0...30 && can.resizeMode == [.none, .cropAndScale])
    #expect(can.aspectRatio == 0.0009259259...1920)
    #expect(can.facingMode == [.user] && can.deviceId == "webcam" && can.groupId == "group-webcam")
    #expect(MediaTrackCapabilities(of: Devices.camera("camera", [])).width == nil)
  }
}
