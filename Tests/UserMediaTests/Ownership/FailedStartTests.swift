import Testing
import UserMediaCore

@testable import UserMedia

/// A camera that fails to restart in another mode: its tracks continue as before, or end.
@Suite(.timeLimit(.minutes(5))) struct FailedStartTests {
  private let refusals = Refusals()
  private let media: MediaDevices
  private let large = MediaTrackConstraints(width: .exact(1280), height: .exact(720))

  init() {
    media = Navigator(devices: DeviceSet(cameras: [refusals.driver], microphones: [])).mediaDevices
  }

  private func camera() async throws -> MediaStreamTrack {
    try await media.getUserMedia(.init(video: .init(width: .exact(320), height: .exact(180))))
      .getVideoTracks()[0]
  }

  @Test func theOnlyTrackContinuesUnchanged() async throws {
    let track = try await camera()
    var frames = track.videoFrames().makeAsyncIterator()
    refusals.refuse(1)
    let error = await #expect(throws: DOMException.self) { try await track.applyConstraints(large) }
    #expect(error?.name == "NotReadableError")
    #expect(track.getSettings().width == 320)
    for _ in 0..<3 { #expect(await frames.next()?.codedWidth == 320) }
    try await track.applyConstraints(large)
    #expect(try await ImageCapture(track).grabFrame().codedWidth == 1280)
  }

  @Test func aSecondRequestLeavesTheFirstTrackUnchanged() async throws {
    let track = try await camera()
    refusals.refuse(1)
    await #expect(throws: DOMException.self) {
      try await media.getUserMedia(.init(video: .constraints(large)))
    }
    #expect(try await ImageCapture(track).grabFrame().codedWidth == 320)
  }

  @Test func tracksOfACameraThatFailsToRestartEnd() async throws {
    let track = try await camera()
    let other = track.clone()
    var frames = other.videoFrames(.latest).makeAsyncIterator()
    refusals.refuse(2)
    await #expect(throws: DOMException.self) { try await track.applyConstraints(large) }
    while await frames.next() != nil {}
    #expect(track.readyState == .ended)
    #expect(other.readyState == .ended)
    #expect(other.endedCause?.kind == .busy)
    // The camera was closed, and can be opened again.
    let anew = try await camera()
    #expect(try await ImageCapture(anew).grabFrame().codedWidth == 320)
  }
}
