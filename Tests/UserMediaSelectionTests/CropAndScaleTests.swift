import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct CropAndScaleTests {
  @Test func nativeModesAreUnchanged() throws {
    let selection = try best(.init(width: 1280, height: 720))
    #expect(selection.settings.resizeMode == VideoResizeMode.none)
    #expect(selection.settings.width == 1280 && selection.settings.height == 720)
    #expect(selection.fitnessDistance == 0)
  }

  @Test func anIdealBetweenModesIsScaled() throws {
    let selection = try best(.init(width: 1000))
    #expect(selection.settings.resizeMode == .cropAndScale)
    #expect(selection.settings.width == 1000)
    #expect(selection.settings.height == 563)
    #expect(selection.video?.width == 1280 && selection.video?.pixelFormat == .mjpeg)
    #expect(selection.fitnessDistance == 0)
  }

  @Test func withoutScalingTheNearestModeIsSelected() throws {
    let selection = try best(.init(width: 1000, resizeMode: .exact("none")))
    #expect(selection.settings.width == 1280)
    #expect(selection.fitnessDistance == (1280.0 - 1000) / 1280)
  }

  @Test func anExactSizeIsCroppedFromTheSmallestSufficientMode() throws {
    let selection = try best(.init(width: .exact(641)))
    #expect(selection.settings.width == 641 && selection.settings.height == 361)
    #expect(selection.settings.resizeMode == .cropAndScale)
    #expect(selection.video?.width == 1280)
  }

  @Test func withoutScalingAnExactSizeNeedsAMode() throws {
    let error = try #require(throws: OverconstrainedError.self) {
      try best(.init(width: .exact(641), resizeMode: .exact("none")))
    }
    #expect(error.constraint == "width")
    #expect(error.failures == [.init(constraint: "width", nearest: "640")])
  }

  @Test func aRateBetweenModesIsDecimated() throws {
    let selection = try best(.init(frameRate: 10, resizeMode: .exact("crop-and-scale")))
    #expect(selection.settings.frameRate == 10)
    #expect(selection.settings.width == 640 && selection.settings.height == 480)
    #expect(selection.video?.frameRate == FrameRate(30))
  }

  @Test func noConstraintsSelectTheDefault() throws {
    let selection = try best(.init())
    #expect(selection.settings.width == 640 && selection.settings.height == 480)
    #expect(selection.settings.frameRate == 30)
    #expect(selection.video?.pixelFormat == .yuyv)
  }

  @Test func aSquareIsTheLargestCropNearestToTheDefault() throws {
    let selection = try best(.init(aspectRatio: .exact(1)))
    #expect(selection.settings.width == selection.settings.height)
    #expect(selection.settings.aspectRatio == 1)
  }
}
