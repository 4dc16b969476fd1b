import Testing
import UserMedia

@Suite("GUM-optional-constraint") struct GUMOptionalConstraint {
  @Test func unsatisfiableAdvancedSetIsIgnored() async throws {
    let stream = try await Page().getUserMedia([
      "video": ["advanced": [["width": ["min": 1024, "max": 800]]]]
    ])
    #expect(stream.getVideoTracks().count == 1)
  }
}
