import Testing
import UserMedia

@Suite("MediaStream-MediaElement-firstframe", .timeLimit(.minutes(5)))
struct MediaStreamMediaElementFirstFrame {
  @Test func elementThatDoesNotPlayFiresAllUpToItsFirstPicture() async throws {
    let stream = try await Page().getUserMedia(["video": true])
    let video = VideoElement()
    var events = video.events().makeAsyncIterator()
    video.srcObject = stream
    #expect(await events.next()?.type == .loadstart)
    #expect(await events.next()?.type == .durationchange)
    #expect(video.duration == .infinity)
    #expect(await events.next()?.type == .resize)
    #expect(video.videoWidth > 0 && video.videoHeight > 0)
    #expect(await events.next()?.type == .loadedmetadata)
    #expect(await events.next()?.type == .loadeddata)
    #expect(video.readyState == .haveEnoughData)
    #expect(await events.next()?.type == .canplay)
    #expect(await events.next()?.type == .canplaythrough)
    // Further pictures of a paused element fire nothing.
    for _ in 0..<3 { _ = try await ImageCapture(stream.getVideoTracks()[0]).grabFrame() }
    stream.getVideoTracks()[0].stop()
    #expect(await events.next()?.type == .durationchange)
    #expect(await events.next()?.type == .ended)
  }
}
