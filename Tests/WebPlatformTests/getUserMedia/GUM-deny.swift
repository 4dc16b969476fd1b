import Testing
import UserMedia

@Suite("GUM-deny") struct GUMDeny {
  @Test func deniedPermissionIsNotAllowedError() async {
    let error = await Page(permissions: DenyPermission()).failure(["video": true])
    #expect((error as? DOMException)?.name == "NotAllowedError")
  }
}
