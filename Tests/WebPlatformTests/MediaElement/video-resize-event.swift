import Synchronization
import Testing
import UserMedia

@Suite("video-resize-event", .timeLimit(.minutes(5))) struct VideoResizeEvent {
  @Test func firstPictureFiresOneResize() async throws {
    let video = VideoElement()
    // A combined sequence would lose the first event on a busy machine.
    let resizes = Atomic(0)
    let updates = Promise<Int>.withResolvers()
    video.addEventListener(.resize) { _ in resizes.add(1, ordering: .relaxed) }
    video.addEventListener(.timeupdate) { _ in updates.resolve(resizes.load(ordering: .relaxed)) }
    video.srcObject = try await Page().getUserMedia(["video": true])
    try await video.play()
    #expect(try await updates.promise.value == 1)
  }
}
