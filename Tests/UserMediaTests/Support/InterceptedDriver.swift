import UserMediaCore
import UserMediaSynthetic

/// A synthetic camera whose start is controlled by a test.
struct InterceptedDriver: CameraDriver {
  /// Starts the camera, or fails.
  typealias Start =
    @Sendable (any CameraSession, any VideoSink, VideoConfiguration) async throws(CaptureError) ->
    VideoConfiguration

  let name = "intercepted"
  private let driver = SyntheticDriver(devices: [.camera()])
  private let start: Start

  init(_ start: @escaping Start) {
    self.start = start
  }

  func devices() async -> [DeviceDescription] { await driver.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    Session(camera: try await driver.openCamera(device, sink: sink), sink: sink, start: start)
  }

  private final class Session: CameraSession {
    let camera: any CameraSession
    let sink: any VideoSink
    let start: Start

    init(camera: any CameraSession, sink: any VideoSink, start: @escaping Start) {
      self.camera = camera
      self.sink = sink
      self.start = start
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      try await start(camera, sink, wanted)
    }

    func stop() async { await camera.stop() }
    func close() async { await camera.close() }
  }
}
