import Testing
import UserMedia

@Suite("GUM-deny") struct GUMDeny {
  @Test func deniedPermissionIsNotAllowedError() async {
    let error = await Page(permissions: Denial()).failure(["video": true])
    #expect((error as? DOMException)?.name == "NotAllowedError")
  }
}
