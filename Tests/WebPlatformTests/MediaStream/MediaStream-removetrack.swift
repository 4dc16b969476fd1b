import Dispatch
import Testing
import UserMedia

@Suite("MediaStream-removetrack", .timeLimit(.minutes(5))) struct MediaStreamRemoveTrack {
  private let page = Page()

  @Test func tracksAreRemovedWithoutAnEvent() async throws {
    let stream = try await page.getUserMedia(["video": true, "audio": true])
    let other = try await page.getUserMedia(["audio": true])
    for stream in [stream, other] {
      stream.onremovetrack = { _ in Issue.record("the program itself removed it") }
    }
    stream.removeTrack(stream.getVideoTracks()[0])
    #expect(stream.getTracks().count == 1)
    stream.removeTrack(stream.getAudioTracks()[0])
    #expect(stream.getTracks().isEmpty)
    stream.removeTrack(other.getTracks()[0])
    #expect(other.getTracks().count == 1)
    page.navigator.callbackQueue.sync {}
  }

  @Test(arguments: [[MediaStreamTrack.Kind.video, .audio], [.audio, .video]])
  func elementEndsWithTheLastTrack(order: [MediaStreamTrack.Kind]) async throws {
    let stream = try await page.getUserMedia(["video": true, "audio": true])
    let video = VideoElement()
    let loaded = video.events(.loadedmetadata)
    let ended = video.events(.ended)
    video.srcObject = stream
    _ = await loaded.next()
    #expect(!video.ended)
    stream.removeTrack(try #require(stream.getTracks().first { $0.kind == order[0] }))
    stream.queue.sync {}
    video.queue.sync {}
    #expect(!video.ended)
    stream.removeTrack(try #require(stream.getTracks().first { $0.kind == order[1] }))
    #expect(await ended.next() != nil)
    #expect(video.ended)
  }
}
