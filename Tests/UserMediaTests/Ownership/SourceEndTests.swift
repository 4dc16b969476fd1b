import Testing
import UserMediaCore
import UserMediaSynthetic

@testable import UserMedia

/// A device that goes at the moment in which it is taken.
@Suite(.timeLimit(.minutes(5))) struct SourceEndTests {
  /// A camera that is unplugged while it starts.
  private struct VanishingDriver: CameraDriver {
    let name = "vanishing"
    let driver = SyntheticDriver(devices: [.camera()])

    func devices() async -> [DeviceDescription] { await driver.devices() }

    func openCamera(
      _ device: DeviceDescription, sink: any VideoSink
    ) async throws(CaptureError) -> any CameraSession {
      Session(camera: try await driver.openCamera(device, sink: sink), sink: sink)
    }
  }

  private final class Session: CameraSession {
    let camera: any CameraSession
    let sink: any VideoSink

    init(camera: any CameraSession, sink: any VideoSink) {
      self.camera = camera
      self.sink = sink
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      let given = try await camera.start(wanted)
      sink.captureEnded(CaptureError(.notFound, device: "camera", "was unplugged"))
      return given
    }

    func stop() async { await camera.stop() }
    func close() async { await camera.close() }
  }

  @Test func itGivesNoTrackThatWaitsForEver() async throws {
    let driver = VanishingDriver()
    let media = Navigator(devices: DeviceSet(cameras: [driver], microphones: [])).mediaDevices
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await media.getUserMedia(.init(video: true))
    }
    #expect(error?.name == "NotFoundError")
  }
}
