import Testing
import UserMedia

@Suite("MediaStreamTrack-id") struct MediaStreamTrackId {
  @Test func tracksHaveUniqueIds() async throws {
    let stream = try await Page().getUserMedia(["audio": true, "video": true])
    #expect(stream.getAudioTracks()[0].id != stream.getVideoTracks()[0].id)
  }
}
