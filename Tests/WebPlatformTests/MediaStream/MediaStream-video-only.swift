import Testing
import UserMedia

@Suite("MediaStream-video-only") struct MediaStreamVideoOnly {
  @Test func streamHasOneVideoTrack() async throws {
    let stream = try await Page().getUserMedia(["video": true])
    #expect(stream.getVideoTracks().map(\.kind) == [.video])
    #expect(stream.getAudioTracks().isEmpty)
  }
}
