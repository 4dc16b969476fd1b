import Synchronization
import UserMediaCore
import UserMediaSynthetic

/// A synthetic camera whose picture size changes when a test says so, as with a grabber.
final class ResizingDriver: CameraDriver {
  let name = "resizing"
  private let driver = SyntheticDriver(devices: [.camera()])
  private let open = Mutex<(session: any CameraSession, sink: any VideoSink)?>(nil)

  func devices() async -> [DeviceDescription] { await driver.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    let session = try await driver.openCamera(device, sink: sink)
    open.withLock { $0 = (session, sink) }
    return session
  }

  /// Switches the open camera to another mode.
  func resize(to configuration: VideoConfiguration) async throws {
    guard let (session, sink) = open.withLock({ $0 }) else { return }
    await session.stop()
    sink.captureReconfigured(configuration)
    _ = try await session.start(configuration)
  }
}
