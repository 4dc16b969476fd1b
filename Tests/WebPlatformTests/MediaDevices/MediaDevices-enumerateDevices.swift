import Testing
import UserMedia

@Suite("MediaDevices-enumerateDevices") struct MediaDevicesEnumerateDevices {
  @Test func devicesHaveOnlyTheirKindBeforeCapture() async throws {
    let devices = await Page(permissions: Consent()).mediaDevices.enumerateDevices()
    #expect(devices.map(\.kind) == [.audioinput, .videoinput])
    #expect(devices.allSatisfy { $0.deviceId == "" && $0.label == "" && $0.groupId == "" })
  }

  @Test func devicesHaveAnIdAfterCapture() async throws {
    let page = Page(permissions: Consent())
    _ = try await page.getUserMedia(["audio": true, "video": true])
    let devices = await page.mediaDevices.enumerateDevices()
    #expect(Set(devices.map(\.kind)) == [.audioinput, .videoinput])
    #expect(devices.allSatisfy { $0.deviceId != "" && $0.label != "" && $0.groupId != "" })
  }

  @Test func inputsAreInputDeviceInfo() async {
    for device in await Page().mediaDevices.enumerateDevices() {
      #expect(device is InputDeviceInfo)
    }
  }
}
