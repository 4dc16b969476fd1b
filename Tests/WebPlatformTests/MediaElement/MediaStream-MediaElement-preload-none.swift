import Testing
import UserMedia

@Suite("MediaStream-MediaElement-preload-none", .timeLimit(.minutes(5)))
struct MediaStreamMediaElementPreloadNone {
  @Test(arguments: ["audio", "video"]) func streamIsLoadedAtOnce(kind: String) async throws {
    let stream = try await Page().getUserMedia(.member(kind, true))
    let element = VideoElement()
    let loaded = element.events(.loadeddata)
    element.srcObject = stream
    #expect(await loaded.next() != nil)
    #expect(element.readyState == .haveEnoughData)
  }
}
