import Testing
import UserMedia
import UserMediaLegacy

/// The former `stream-api/mediastream/stream-ended`.
@Suite("stream-ended", .timeLimit(.minutes(5))) struct StreamEnded {
  @available(*, deprecated)
  @Test func streamEndsWithItsLastTrack() async throws {
    let stream = try await Page().getUserMedia(["video": true])
    #expect(!stream.ended)
    let ended = Promise<Bool>.withResolvers()
    stream.onended = { event in ended.resolve(event.target.ended) }
    stream.getVideoTracks()[0].stop()
    #expect(try await ended.promise.value)
  }
}
