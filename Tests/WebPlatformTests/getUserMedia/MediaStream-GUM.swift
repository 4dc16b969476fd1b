import Testing
import UserMedia

@Suite("MediaStream-GUM") struct MediaStreamGUM {
  @Test func emptyRequestIsTypeError() async {
    #expect(await Page().failure([:]) is TypeError)
  }

  @Test func successCallbackReceivesAStream() async throws {
    let stream = try await Page().getUserMedia(["audio": true, "video": true])
    #expect(stream.getTracks().count == 2)
    #expect(stream.active)
  }
}
