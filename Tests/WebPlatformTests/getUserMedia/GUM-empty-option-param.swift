import Testing
import UserMedia

@Suite("GUM-empty-option-param") struct GUMEmptyOptionParam {
  @Test(
    arguments: [[:], ["audio": false, "video": false], ["audio": false]] as [ConstraintValue])
  func emptyRequestsAreTypeErrors(constraints: ConstraintValue) async {
    let error = await Page().failure(constraints)
    #expect(error is TypeError)
    #expect(!(error is OverconstrainedError))
  }
}
