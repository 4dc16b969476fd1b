import Testing
import UserMedia

@Suite("MediaStream-gettrackid") struct MediaStreamGetTrackId {
  @Test func trackIsFoundByItsId() async throws {
    let stream = try await Page().getUserMedia(["video": true])
    let track = stream.getVideoTracks()[0]
    #expect(stream.getTrackById(track.id) === track)
    #expect(stream.getTrackById(track.id + "foo") == nil)
  }
}
