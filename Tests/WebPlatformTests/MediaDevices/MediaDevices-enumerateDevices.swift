import Testing
import UserMedia

@Suite("MediaDevices-enumerateDevices") struct MediaDevicesEnumerateDevices {
  @Test func devicesHaveTheirKindAndAnId() async throws {
    let page = Page()
    _ = try await page.getUserMedia(["audio": true])
    let devices = await page.mediaDevices.enumerateDevices()
    #expect(devices.map(\.kind) == [.audioinput, .videoinput, .videoinput])
    #expect(devices.allSatisfy { !$0.deviceId.isEmpty })
  }

  @Test func inputsAreInputDeviceInfo() async {
    for device in await Page().mediaDevices.enumerateDevices() {
      #expect(device is InputDeviceInfo)
    }
  }
}
