import Testing
import UserMedia

@Suite("MediaStreamTrackEvent-constructor") struct MediaStreamTrackEventConstructor {
  @Test func eventHasTypeAndTrack() async throws {
    let stream = try await Page().getUserMedia(["audio": true])
    let track = stream.getTracks()[0]
    let event = MediaStreamTrackEvent("type", target: stream, detail: track)
    #expect(event.type == "type")
    #expect(event.track === track)
  }
}
