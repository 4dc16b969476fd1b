import Synchronization
import UserMediaCore
import UserMediaSynthetic

/// A synthetic camera with brightness and exposure, which are recorded but don't affect the
/// picture.
final class ControllableDriver: CameraDriver {
  let name = "controllable"
  let state = Mutex(State())
  private let driver = SyntheticDriver(devices: [.camera()])

  /// The camera's controls, and their history.
  struct State {
    var values = ControllableDriver.found
    var changes: [CameraControlSettings] = []
    var closings = 0
    /// The controls that the camera rejects.
    var refused: CameraControl?
  }

  /// The controls' initial values.
  static let found: CameraControlSettings = [
    .brightness: .number(128), .exposureMode: .mode(.continuous),
  ]

  func devices() async -> [DeviceDescription] {
    await driver.devices().map { device in
      var device = device
      device.controls = [
        .brightness: .init(
          .range(MediaSettingsRange(min: 0, max: 255, step: 1)!), default: .number(128)),
        .exposureMode: .init(.modes([.manual, .continuous])),
      ]
      return device
    }
  }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    Session(camera: try await driver.openCamera(device, sink: sink), driver: self)
  }

  private final class Session: CameraSession {
    let camera: any CameraSession
    let driver: ControllableDriver

    init(camera: any CameraSession, driver: ControllableDriver) {
      self.camera = camera
      self.driver = driver
    }

    func start(
      _ configuration: VideoConfiguration
    ) async throws(CaptureError) -> VideoConfiguration {
      try await camera.start(configuration)
    }

    func set(_ controls: CameraControlSettings) async -> CameraControlSettings {
      driver.state.withLock { state in
        state.changes.append(controls)
        var taken = controls
        if let refused = state.refused { taken[refused] = nil }
        state.values = ControllableDriver.found.merging(taken) { $1 }
        return state.values
      }
    }

    func stop() async { await camera.stop() }

    func close() async {
      await camera.close()
      driver.state.withLock { state in
        state.values = ControllableDriver.found
        state.closings += 1
      }
    }
  }
}
