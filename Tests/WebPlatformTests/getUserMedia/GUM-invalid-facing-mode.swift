import Testing
import UserMedia

@Suite("GUM-invalid-facing-mode") struct GUMInvalidFacingMode {
  @Test func emptyExactFacingModeIsOverconstrained() async {
    let error = await Page().failure(["video": ["facingMode": ["exact": ""]]])
    #expect((error as? OverconstrainedError)?.constraint == "facingMode")
  }
}
