import Synchronization
import UserMediaCore
import UserMediaSynthetic

/// A synthetic camera that does not start as often as a test says, as one that is unplugged or that
/// somebody else has taken.
final class RefusingDriver: CameraDriver {
  let name = "refusing"
  private let driver = SyntheticDriver(devices: [.camera()])
  private let refusals = Mutex(0)

  /// Refuses the next `count` starts.
  func refuse(_ count: Int) {
    refusals.withLock { $0 = count }
  }

  func devices() async -> [DeviceDescription] { await driver.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    Session(camera: try await driver.openCamera(device, sink: sink), driver: self)
  }

  private final class Session: CameraSession {
    let camera: any CameraSession
    let driver: RefusingDriver

    init(camera: any CameraSession, driver: RefusingDriver) {
      self.camera = camera
      self.driver = driver
    }

    func start(
      _ configuration: VideoConfiguration
    ) async throws(CaptureError) -> VideoConfiguration {
      await camera.stop()
      let isRefused = driver.refusals.withLock { refusals in
        defer { refusals = max(0, refusals - 1) }
        return refusals > 0
      }
      if isRefused { throw CaptureError(.busy, device: "camera", "is refused") }
      return try await camera.start(configuration)
    }

    func stop() async { await camera.stop() }

    func close() async { await camera.close() }
  }
}
