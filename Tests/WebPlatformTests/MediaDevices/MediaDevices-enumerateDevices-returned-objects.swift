import Testing
import UserMedia

@Suite("MediaDevices-enumerateDevices-returned-objects")
struct MediaDevicesEnumerateDevicesReturnedObjects {
  @Test func eachCallGivesNewObjectsOfTheSameDevices() async throws {
    let page = Page()
    _ = try await page.getUserMedia(["audio": true, "video": true])
    let first = await page.mediaDevices.enumerateDevices()
    let second = await page.mediaDevices.enumerateDevices()
    #expect(first.count == second.count)
    for (one, other) in zip(first, second) {
      #expect(one !== other)
      #expect(one.deviceId == other.deviceId)
      #expect(one.kind == other.kind)
    }
  }
}
