import Testing
import UserMedia

@Suite("MediaStream-clone") struct MediaStreamClone {
  private let page = Page()

  private func states(_ stream: MediaStream) -> [MediaStreamTrack.State] {
    stream.getTracks().map(\.readyState)
  }

  @Test func clonedStreamsAreIndependent() async throws {
    let stream = try await page.getUserMedia(["video": true, "audio": true])
    let first = stream.clone()
    #expect(first.getTracks().map(\.kind) == [.audio, .video])
    for track in stream.getTracks() { track.stop() }
    #expect(!stream.active && states(stream) == [.ended, .ended])
    #expect(first.active && states(first) == [.live, .live])
    first.getAudioTracks()[0].stop()
    #expect(first.active && states(first) == [.ended, .live])
    let second = first.clone()
    #expect(second.active && states(second) == [.ended, .live])
    first.getVideoTracks()[0].stop()
    second.getVideoTracks()[0].stop()
    let third = second.clone()
    #expect(!third.active && states(third) == [.ended, .ended])
    let ids = [stream, first, second, third].flatMap { $0.getTracks().map(\.id) + [$0.id] }
    #expect(Set(ids).count == 12)
  }

  @Test func clonedTracksAreIndependent() async throws {
    let stream = try await page.getUserMedia(["video": true, "audio": true])
    let clones = stream.getTracks().map { $0.clone() }
    #expect(Set(clones.map(\.id)).isDisjoint(with: stream.getTracks().map(\.id)))
    for track in stream.getTracks() { track.stop() }
    #expect(!stream.active)
    #expect(clones.allSatisfy { $0.readyState == .live })
    for clone in clones { stream.addTrack(clone) }
    #expect(stream.active)
    for track in stream.getTracks() { track.stop() }
    #expect(!stream.active)
    #expect(clones.allSatisfy { $0.readyState == .ended })
  }
}
