import Testing
import UserMedia

@Suite("video-resize-event-fired-after-reset", .timeLimit(.minutes(5)))
struct VideoResizeEventFiredAfterReset {
  @Test func sameStreamAssignedAgainFiresResizeAgain() async throws {
    let video = VideoElement()
    let stream = try await Page().getUserMedia(["video": true])
    let (resizes, loaded) = (video.events(.resize), video.events(.loadedmetadata))
    video.srcObject = stream
    _ = await resizes.next()
    _ = await loaded.next()
    let (width, height) = (video.videoWidth, video.videoHeight)
    video.srcObject = stream
    _ = await resizes.next()
    #expect(video.videoWidth == width && video.videoHeight == height)
  }
}
