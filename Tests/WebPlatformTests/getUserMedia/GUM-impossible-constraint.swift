import Testing
import UserMedia

@Suite("GUM-impossible-constraint") struct GUMImpossibleConstraint {
  @Test func impossibleWidthIsNamedByTheError() async {
    let error = await Page().failure(["video": ["width": ["min": 100_000_000]]])
    #expect((error as? OverconstrainedError)?.name == "OverconstrainedError")
    #expect((error as? OverconstrainedError)?.constraint == "width")
  }
}
