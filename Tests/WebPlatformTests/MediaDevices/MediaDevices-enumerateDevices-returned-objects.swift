import Testing
import UserMedia

@Suite("MediaDevices-enumerateDevices-returned-objects")
struct MediaDevicesEnumerateDevicesReturnedObjects {
  @Test(arguments: [false, true])
  func eachCallGivesNewObjectsOfTheSameDevices(isAfterCapture: Bool) async throws {
    let page = Page(permissions: Consent())
    if isAfterCapture { _ = try await page.getUserMedia(["audio": true, "video": true]) }
    let first = await page.mediaDevices.enumerateDevices()
    let second = await page.mediaDevices.enumerateDevices()
    #expect(first.count == second.count)
    for (one, other) in zip(first, second) {
      #expect(one !== other)
      #expect(one.deviceId == other.deviceId)
      #expect(one.kind == other.kind)
      #expect(one.deviceId.isEmpty != isAfterCapture)
    }
    if !isAfterCapture { #expect(Set(first.map(\.kind)).count == first.count) }
  }
}
