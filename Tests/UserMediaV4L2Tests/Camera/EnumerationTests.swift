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

    @Test func aCameraIsFoundByItsNameAlone() async throws {
      let cameras = await V4L2Driver().devices()
      let last = try #require(cameras.last)
      let driver = V4L2Driver()
      #expect(await driver.devices { $0 == last.id } == [last])
      #expect(await driver.devices { _ in false }.isEmpty)
      // The other cameras were not forgotten.
      #expect(await driver.devices() == cameras)
    }
  }
}
