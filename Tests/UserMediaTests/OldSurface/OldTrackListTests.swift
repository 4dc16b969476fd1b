import Dispatch
import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// A stream's track lists in the drafts of 2012, and events of its activity.
@Suite(.timeLimit(.minutes(5))) struct OldTrackListTests {
  private let test = TestNavigator()

  @available(*, deprecated)
  @Test func listsHaveTheTracksOfTheirKind() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    #expect(stream.audioTracks.map(\.id) == stream.getAudioTracks().map(\.id))
    #expect(stream.videoTracks.map(\.id) == stream.getVideoTracks().map(\.id))
    #expect(stream.videoTracks.length == 1)
    #expect(stream.videoTracks.item(0) === stream.videoTracks[0])
    #expect(stream.videoTracks.item(1) == nil && stream.videoTracks.item(-1) == nil)
  }

  @available(*, deprecated)
  @Test func listsChangeTheirStreamWhileItIsLive() async throws {
    let stream = try await test.media.getUserMedia(.init(video: true))
    let other = stream.getVideoTracks()[0].clone()
    try stream.videoTracks.add(other)
    #expect(stream.getTracks().last === other)
    try stream.videoTracks.remove(other)
    #expect(stream.videoTracks.length == 1)
    stream.stop()
    for change in [stream.videoTracks.add, stream.videoTracks.remove] {
      let error = #expect(throws: DOMException.self) { try change(other) }
      #expect(error?.name == "InvalidStateError")
    }
    #expect(stream.getTracks().count == 1)
  }

  @available(*, deprecated)
  @Test func activityChangesFireEvents() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    let log = Mutex<[String]>([])
    let note: @Sendable (MediaStreamTrackEvent) -> Void = { event in
      log.withLock { $0.append("\(event.type) by \(event.track.kind)") }
    }
    (stream.onactive, stream.oninactive, stream.onended) = (note, note, note)
    stream.addEventListener("inactive", note)
    #expect(stream.onactive != nil && stream.oninactive != nil)
    func events() -> [String] {
      // First the end of the track, then the resulting event of the stream.
      for _ in 0..<2 { stream.queue.sync {} }
      return log.withLock { log in
        defer { log = [] }
        return log
      }
    }
    let camera = stream.getVideoTracks()[0]
    stream.removeTrack(camera)
    #expect(events() == [])
    stream.getAudioTracks()[0].stop()
    #expect(events() == ["inactive by audio", "inactive by audio", "ended by audio"])
    stream.addTrack(camera)
    #expect(events() == ["active by video"])
    stream.addTrack(camera.clone())
    #expect(events() == [])
    for track in stream.getVideoTracks() { stream.removeTrack(track) }
    #expect(events() == ["inactive by video", "inactive by video", "ended by video"])
    #expect(camera.readyState == .live)
  }
}
