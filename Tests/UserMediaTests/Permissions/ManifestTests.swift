import FileTestSupport
import Foundation
import Testing

@testable import UserMedia

/// What installable web programs wrote into their manifests.
@Suite(.timeLimit(.minutes(5))) struct ManifestTests {
  private static let soundOnly = """
    {"name": "Talk", "permissions": {"audio-capture": {"description": "Hears you"}, "other": {}}}
    """

  @Test func whatIsNotInItIsNotAllowed() async throws {
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
  ]) func oneThatIsNoneIsAClearError(text: String) throws {
    let error = #expect(throws: TypeError.self) { try PermissionManifest(json: text) }
    #expect(error?.message.isEmpty == false && error?.message.contains("\n") == false)
  }

  @Test func itIsReadFromAFile() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("manifest.webapp")
    try Data(Self.soundOnly.utf8).write(to: URL(filePath: path))
    #expect(try PermissionManifest(path: path).descriptions == [.microphone: "Hears you"])
    #expect(throws: CaptureError.self) { try PermissionManifest(path: directory.path("none")) }
  }
}
