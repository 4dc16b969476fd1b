import Testing
import UserMedia

@Suite("GUM-trivial-constraint") struct GUMTrivialConstraint {
  @Test func trivialWidthIsMet() async throws {
    let stream = try await Page().getUserMedia(["video": ["width": ["min": 0]]])
    #expect(stream.getVideoTracks().count == 1)
  }
}
