import Testing
import UserMedia

@Suite("MediaStreamTrack-init") struct MediaStreamTrackInit {
  @Test func newTrackIsLiveAndEnabled() async throws {
    let tracks = try await Page().getUserMedia(["video": true]).getVideoTracks()
    #expect(tracks.count == 1)
    #expect(tracks[0].readyState == .live)
    #expect(tracks[0].kind == .video)
    #expect(tracks[0].enabled && !tracks[0].muted)
  }
}
