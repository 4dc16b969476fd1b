#if !Screen
import Testing
import UserMedia

/// A build without the package trait `Screen`.
@Suite struct WithoutTraitTests {
  @Test(arguments: [DeviceSet.system, .auto]) func theErrorNamesTheTrait(devices: DeviceSet) async {
    let navigator = Navigator(devices: devices)
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    }
    #expect(error?.name == "NotSupportedError")
    #expect(error?.message.contains("trait \"Screen\"") == true)
    let old = await withCheckedContinuation { continuation in
      navigator.webkitGetUserMedia(
        ["video": ["mandatory": ["chromeMediaSource": "screen"]]],
        { _ in continuation.resume(returning: nil as NavigatorUserMediaError?) },
        { continuation.resume(returning: $0) })
    }
    #expect(old?.name == "NotSupportedError")
  }
}
#endif
