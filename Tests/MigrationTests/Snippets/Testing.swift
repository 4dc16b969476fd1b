import Synchronization
import Testing
import UserMedia
import UserMediaTesting

// The program of TestingYourProgram.md and its tests, as they stand there.

final class Recorder: Sendable {
  private let state = Mutex("idle")
  var description: String { state.withLock { $0 } }

  func record(_ track: MediaStreamTrack) {
    state.withLock { $0 = "recording" }
    track.onmute = { [weak self] in self?.state.withLock { $0 = "waiting" } }
    track.onunmute = { [weak self] in self?.state.withLock { $0 = "recording" } }
    track.onended = { [weak self] event in
      let cause = event.target.endedCause
      self?.state.withLock { $0 = cause?.kind == .notFound ? "unplugged" : "broken" }
    }
  }
}

@Suite struct RecorderTests {
  let devices = TestDevices()

  @Test func itNoticesThatTheCameraIsUnplugged() async throws {
    let navigator = Navigator(devices: devices.deviceSet)
    let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let recorder = Recorder()
    recorder.record(stream.getVideoTracks()[0])
    devices.cameras[0].mute()
    await navigator.runCallbacks()
    #expect(recorder.description == "waiting")
    devices.cameras[0].unplug()
    await navigator.runCallbacks()
    #expect(recorder.description == "unplugged")
  }
}

@Test func aSecondHasThirtyFrames() async throws {
  let clock = TestClock()
  let devices = TestDevices([.camera()], clock: clock)
  let media = Navigator(devices: devices.deviceSet).mediaDevices
  let track = try await media.getUserMedia(.init(video: .init(frameRate: .exact(30))))
    .getVideoTracks()[0]
  let before = track.stats.totalFrames
  clock.advance(by: .seconds(1))
  #expect(track.stats.totalFrames == before + 30)
}
