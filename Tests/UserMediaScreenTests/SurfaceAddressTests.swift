#if Screen
import Testing

@testable import UserMediaScreen

/// The names of surfaces.
@Suite struct SurfaceAddressTests {
  @Test(arguments: ["screen:0", "screen:1", "screen:12", "window:23068679", "window:4294967295"])
  func validNames(text: String) {
    #expect(SurfaceAddress(text)?.text == text)
  }

  @Test(arguments: [
    "", "screen", "screen:", "screen:-1", "screen:0:0", "window:", "window:4294967296", "tab:1",
    "/dev/video0",
  ])
  func invalidNames(text: String) {
    #expect(SurfaceAddress(text) == nil)
  }
}
#endif
