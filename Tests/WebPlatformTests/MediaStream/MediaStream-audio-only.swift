import Testing
import UserMedia

@Suite("MediaStream-audio-only") struct MediaStreamAudioOnly {
  @Test func streamHasOneAudioTrack() async throws {
    let stream = try await Page().getUserMedia(["audio": true])
    #expect(stream.getAudioTracks().map(\.kind) == [.audio])
    #expect(stream.getVideoTracks().isEmpty)
  }
}
