import Testing
import UserMedia

@Suite("MediaStream-id") struct MediaStreamId {
  @Test func idIsUniqueWithThirtySixCharacters() async throws {
    let page = Page()
    let (one, other) = (
      try await page.getUserMedia(["video": true]), try await page.getUserMedia(["video": true])
    )
    let allowed = Set("0123456789abcdef-")
    #expect(one.id.count == 36 && one.id.allSatisfy(allowed.contains))
    #expect(one.id != other.id)
  }
}
