import FileTestSupport
import Foundation
import Synchronization
import Testing
import UserMediaCore

@testable import UserMedia

/// The permissions in the manifests of installable web apps.
@Suite(.timeLimit(.minutes(5))) struct ManifestTests {
  private static let soundOnly = """
    {"name": "Talk", "permissions": {"audio-capture": {"description": "Hears you"}, "other": {}}}
    """

  @Test func unlistedPermissionsAreDenied() async throws {
    let manifest = try PermissionManifest(json: Self.soundOnly)
    let test = TestNavigator(permissions: ManifestPermission(manifest))
    let stream: MediaStream = try await test.navigator.mediaDevices.getUserMedia(.init(audio: true))
    for track in stream.getTracks() { track.stop() }
    for constraints in [
      MediaStreamConstraints(video: true), .init(audio: true, video: true),
    ] {
      let error = await #expect(throws: DOMException.self) {
        let _: MediaStream = try await test.navigator.mediaDevices.getUserMedia(constraints)
      }
      #expect(error?.name == "NotAllowedError")
    }
  }

  @Test func unlistedKindsAreNotEnumerated() async throws {
    let manifest = try PermissionManifest(json: Self.soundOnly)
    for inner: any PermissionPolicy in [
      SystemPermission(), DenyPermission(), AskPermission(Answering(), memory: .init(path: nil)),
    ] {
      let test = TestNavigator(permissions: ManifestPermission(manifest, then: inner))
      let listed: [MediaDeviceInfo] = await test.media.enumerateDevices()
      #expect(listed.map(\.kind) == [.audioinput])
    }
    let nothing = ManifestPermission(PermissionManifest(descriptions: [:]))
    let none: [MediaDeviceInfo] = await TestNavigator(permissions: nothing).media.enumerateDevices()
    #expect(none.isEmpty)
    // A permission missing in either of two manifests is denied.
    let both = ManifestPermission(manifest, then: nothing)
    #expect(!both.allowsUse(of: .microphone))
  }

  @Test func devicesOfUnlistedKindsAreNotQueried() async throws {
    let manifest = try PermissionManifest(json: Self.soundOnly)
    let driver = CountingDriver()
    let navigator = Navigator(
      devices: DeviceSet(cameras: [driver], microphones: [], displays: driver),
      permissions: ManifestPermission(manifest))
    await expectDenied(navigator, .init(video: true))
    // Constraints that no device meets reveal nothing either.
    await expectDenied(navigator, .init(video: .init(width: .exact(100_000))))
    let display = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    }
    #expect(display?.name == "NotAllowedError")
    let listed: [MediaDeviceInfo] = await navigator.mediaDevices.enumerateDevices()
    #expect(listed.isEmpty)
    #expect(await navigator.permissions.query(.camera).state == .denied)
    #expect(driver.looks.withLock(\.self) == 0)
  }

  /// Counts how often its devices are listed.
  private final class CountingDriver: DisplayDriver {
    let name = "unseen"
    let looks = Mutex(0)

    func devices() async -> [DeviceDescription] {
      looks.withLock { $0 += 1 }
      return []
    }

    func surfaces() async throws(CaptureError) -> [DeviceDescription] { await devices() }

    func openCamera(
      _ device: DeviceDescription, sink: any VideoSink
    ) async throws(CaptureError) -> any CameraSession {
      throw CaptureError(.notFound, device: device.address, "is not there")
    }
  }

  @Test func changesOfUnlistedKindsAreNotReported() async throws {
    let manifest = try PermissionManifest(json: Self.soundOnly)
    let test = TestNavigator(permissions: ManifestPermission(manifest))
    var events = test.media.events(.devicechange).makeAsyncIterator()
    await test.watched()
    test.driver.inject(.unplugged, into: TestNavigator.camera)
    test.driver.inject(.unplugged, into: TestNavigator.microphone)
    let event = try #require(await events.next())
    #expect(event.devices.isEmpty)
  }

  @Test func thePromptShowsItsDescription() async throws {
    let manifest = try PermissionManifest(json: Self.soundOnly)
    let person = Answering()
    let policy = ManifestPermission(
      manifest, then: AskPermission(person, manifest: manifest, memory: .init(path: nil)))
    #expect(await policy.request([.microphone]) == .granted)
    #expect(
      person.prompts
        == [PermissionPrompt(names: [.microphone], descriptions: [.microphone: "Hears you"])])
    #expect(await policy.request([.camera]) == .denied)
    #expect(person.prompts.count == 1)
  }

  @Test(arguments: [
    "", "no JSON", "[]", "{}", #"{"permissions": []}"#,
    #"{"permissions": {"video-capture": true}}"#,
  ]) func invalidManifestsAreClearErrors(text: String) throws {
    let error = #expect(throws: TypeError.self) { try PermissionManifest(json: text) }
    #expect(error?.message.isEmpty == false && error?.message.contains("\n") == false)
  }

  @Test func readFromAFile() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("manifest.webapp")
    try Data(Self.soundOnly.utf8).write(to: URL(filePath: path))
    #expect(try PermissionManifest(path: path).descriptions == [.microphone: "Hears you"])
    #expect(throws: CaptureError.self) { try PermissionManifest(path: directory.path("none")) }
  }
}
