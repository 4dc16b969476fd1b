import Testing
import UserMediaConversion
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(1))) struct CameraTests {
  private static let sizes = [(320, 180), (640, 480), (1920, 1080)]

  @Test(arguments: [PixelFormat.yuyv, .nv12, .i420, .mjpeg], sizes)
  func framesShowTheirNumber(format: PixelFormat, size: (Int, Int)) async throws {
    let driver = SyntheticDriver()
    let recorder = FrameRecorder()
    let session = try await driver.openCamera(driver.devices()[0], sink: recorder)
    let wish = VideoConfiguration(
      pixelFormat: format, width: size.0, height: size.1, frameRate: FrameRate(60))
    let given = try await session.start(wish)
    #expect(given == wish)
    let frames = await recorder.pieces(3)
    await session.close()
    for frame in frames {
      #expect(frame.pixelFormat == format)
      #expect(frame.codedWidth == size.0 && frame.codedHeight == size.1)
      #expect(try FrameNumberCode.frameNumber(in: frame) == frame.sequence)
    }
  }
}
