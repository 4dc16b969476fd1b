import Testing
import UserMedia

@Suite("video-resize-event", .timeLimit(.minutes(5))) struct VideoResizeEvent {
  @Test func firstPictureFiresOneResize() async throws {
    let video = VideoElement()
    var events = video.events(.resize, .timeupdate).makeAsyncIterator()
    video.srcObject = try await Page().getUserMedia(["video": true])
    try await video.play()
    #expect(await events.next()?.type == .resize)
    #expect(await events.next()?.type == .timeupdate)
  }
}
