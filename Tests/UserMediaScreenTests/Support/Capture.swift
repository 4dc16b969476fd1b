#if Screen
import DisplayTestSupport
import UserMediaCore
import UserMediaScreen

extension PrivateDisplay {
  /// The driver for this display.
  var driver: ScreenDriver { ScreenDriver(display: name) }

  /// Captures a surface into `sink` until `body` returns.
  @discardableResult
  func capture<Result>(
    _ id: String = "screen:0", rate: FrameRate? = FrameRate(60),
    cursor: CursorCaptureConstraint? = .never, into sink: RecordingSink,
    _ body: (VideoConfiguration) async throws -> Result
  ) async throws -> Result {
    let device = DeviceDescription(
      display: DisplaySurface(type: .monitor, isLogical: false), id: id, label: id,
      mode: VideoMode(
        pixelFormat: .bgrx, size: .discrete(width: 1, height: 1), frameRates: .unknown))
    let session = try await driver.openCamera(device, sink: sink)
    do {
      let actual = try await session.start(
        VideoConfiguration(
          pixelFormat: .bgrx, width: 1, height: 1, frameRate: rate, cursor: cursor))
      let result = try await body(actual)
      await session.close()
      return result
    } catch {
      await session.close()
      throw error
    }
  }
}
#endif
