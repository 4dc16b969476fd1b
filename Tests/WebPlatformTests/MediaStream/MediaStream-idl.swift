import Dispatch
import Testing
import UserMedia

@Suite("MediaStream-idl") struct MediaStreamIDL {
  @Test func streamsAreMadeOfStreamsAndTracksEndedOrNot() async throws {
    let page = Page()
    let stream = try await page.getUserMedia(["video": true, "audio": true])
    #expect(MediaStream().id != stream.id)
    let copy = MediaStream(stream)
    #expect(copy.id != stream.id)
    let (audio, video) = (stream.getAudioTracks()[0], stream.getVideoTracks()[0])
    #expect(copy.getAudioTracks()[0] === audio && copy.getVideoTracks()[0] === video)
    #expect(MediaStream([audio]).getTrackById(audio.id) === audio)
    let stopped = audio.clone()
    stopped.addEventListener(.ended) { _ in Issue.record("stop() fires nothing") }
    stopped.stop()
    #expect(stopped.readyState == .ended)
    let mixed = MediaStream([stopped, video])
    #expect(mixed.getTrackById(stopped.id) === stopped)
    #expect(mixed.getTrackById(video.id) === video)
    let ended = MediaStream([stopped])
    #expect(ended.getTrackById(stopped.id) === stopped)
    #expect(!ended.active)
    page.navigator.callbackQueue.sync {}
  }
}
