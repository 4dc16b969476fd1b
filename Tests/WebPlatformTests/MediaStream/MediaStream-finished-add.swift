import Testing
import UserMedia

@Suite("MediaStream-finished-add") struct MediaStreamFinishedAdd {
  @Test func trackCanBeAddedToAnInactiveStream() async throws {
    let page = Page()
    let audio = try await page.getUserMedia(["audio": true])
    let video = try await page.getUserMedia(["video": true])
    video.getVideoTracks()[0].stop()
    #expect(!video.active)
    #expect(audio.active)
    video.addTrack(audio.getAudioTracks()[0])
    video.removeTrack(video.getVideoTracks()[0])
    #expect(video.active)
  }
}
