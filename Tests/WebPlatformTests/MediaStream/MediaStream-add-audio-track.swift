import Dispatch
import Testing
import UserMedia

@Suite("MediaStream-add-audio-track") struct MediaStreamAddAudioTrack {
  @Test func trackIsAddedOnceAndWithoutAnEvent() async throws {
    let page = Page()
    let audio = try await page.getUserMedia(["audio": true])
    let video = try await page.getUserMedia(["video": true])
    for stream in [audio, video] {
      stream.onaddtrack = { _ in Issue.record("the program itself added it") }
    }
    #expect(video.getAudioTracks().isEmpty)
    video.addTrack(audio.getAudioTracks()[0])
    #expect(video.getAudioTracks().count == 1)
    video.addTrack(audio.getAudioTracks()[0])
    #expect(video.getAudioTracks().count == 1)
    #expect(audio.getVideoTracks().isEmpty)
    audio.addTrack(video.getVideoTracks()[0])
    #expect(audio.getVideoTracks().count == 1)
    page.navigator.callbackQueue.sync {}
  }
}
