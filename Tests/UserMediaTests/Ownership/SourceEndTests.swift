import Testing
import UserMediaCore

@testable import UserMedia

/// A device that disappears while it is being opened.
@Suite(.timeLimit(.minutes(5))) struct SourceEndTests {
  @Test func noTrackWaitsForever() async throws {
    let driver = InterceptedDriver { camera, sink, wanted throws(CaptureError) in
      let given = try await camera.start(wanted)
      sink.captureEnded(CaptureError(.notFound, device: "camera", "was unplugged"))
      return given
    }
    let media = Navigator(devices: DeviceSet(cameras: [driver], microphones: [])).mediaDevices
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await media.getUserMedia(.init(video: true))
    }
    #expect(error?.name == "NotFoundError")
  }
}
