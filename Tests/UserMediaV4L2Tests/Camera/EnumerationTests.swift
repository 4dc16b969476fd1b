import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct Enumeration {
    @Test func everyCameraIsListedOnce() async throws {
      let cameras = await V4L2Driver().devices()
      #expect(!cameras.isEmpty)
      #expect(Set(cameras.map(\.id)).count == cameras.count)
      #expect(cameras.allSatisfy { $0.kind == .videoinput && !$0.label.isEmpty })
    }
  }
}
