import FileTestSupport
import Foundation
import Synchronization
import Testing
import UserMedia

/// Permissions for capturing screens and windows.
@Suite(.timeLimit(.minutes(5))) struct DisplayPermissionTests {
  private let display = StandInDisplay(windows: ["Letter"])

  private func navigator(_ permissions: any PermissionPolicy) -> Navigator {
    let synthetic = SyntheticDriver()
    return Navigator(
      devices: DeviceSet(cameras: [synthetic], microphones: [synthetic], displays: display),
      permissions: permissions)
  }

  private func expectDenied(_ navigator: Navigator) async {
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    }
    #expect(error?.name == "NotAllowedError")
    #expect(display.configurations.isEmpty)
  }

  @Test func denied() async throws {
    await expectDenied(navigator(DenyPermission()))
    let manifest = try PermissionManifest(json: #"{"permissions": {"video-capture": {}}}"#)
    await expectDenied(navigator(ManifestPermission(manifest)))
    await expectDenied(navigator(AskPermission(Answering(nil), memory: .init(path: nil))))
  }

  @Test func aManifestCanListDisplays() async throws {
    let manifest = try PermissionManifest(
      json: #"{"permissions": {"display-capture": {"description": "Shows slides"}}}"#)
    let person = Answering(.init(isAllowed: true, surface: 1))
    let asking = AskPermission(person, manifest: manifest, memory: .init(path: nil))
    let stream: MediaStream = try await navigator(ManifestPermission(manifest, then: asking))
      .mediaDevices.getDisplayMedia()
    #expect(stream.getVideoTracks().first?.label == "Letter")
    let prompt = try #require(person.prompts.first)
    #expect(prompt.names == [.displayCapture])
    #expect(prompt.descriptions == [.displayCapture: "Shows slides"])
    #expect(prompt.surfaces.map(\.label) == ["Entire screen", "Letter"])
    for track in stream.getTracks() { track.stop() }
  }

  @Test func displaysArePromptedForEachTime() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("permissions.json")
    let person = Answering(.init(isAllowed: true, isLasting: true))
    let navigator = navigator(AskPermission(person, memory: .init(path: path)))
    for _ in 0..<2 {
      let stream: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
      for track in stream.getTracks() { track.stop() }
    }
    #expect(person.prompts.count == 2)
    #expect(await navigator.permissions.query(.displayCapture).state == .prompt)
    #expect(!FileManager.default.fileExists(atPath: path))
    // Such a file wasn't written by this library.
    try #"{"display-capture":"granted"}"#.write(toFile: path, atomically: true, encoding: .utf8)
    let memory = PermissionMemory(path: path)
    #expect(memory[.displayCapture] == nil)
    // Nor does a policy that grants everything.
    let free = Navigator(devices: .synthetic)
    #expect(await free.permissions.query(.displayCapture).state == .prompt)
  }

  @Test func aLastingDenialIsRemembered() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("permissions.json")
    let never = Answering(.init(isAllowed: false, isLasting: true))
    let first = navigator(AskPermission(never, memory: .init(path: path)))
    await expectDenied(first)
    await expectDenied(first)
    #expect(never.prompts.count == 1)
    #expect(await first.permissions.query(.displayCapture).state == .denied)
    await expectDenied(navigator(AskPermission(Answering(), memory: .init(path: path))))
  }

  @Test func anAnswerWithoutASurfaceIsADenial() async {
    let person = Answering(.init(isAllowed: true, surface: 2))
    await expectDenied(navigator(AskPermission(person, memory: .init(path: nil))))
  }

  @Test func displayPermissionDoesNotRevealCameras() async throws {
    let navigator = navigator(AskPermission(Answering(), memory: .init(path: nil)))
    let stream: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    let listed: [MediaDeviceInfo] = await navigator.mediaDevices.enumerateDevices()
    #expect(listed.allSatisfy { $0.label.isEmpty })
    for track in stream.getTracks() { track.stop() }
  }

  @Test func revokingDisplaysDoesNotEndCameras() async throws {
    let navigator = navigator(SystemPermission())
    let camera: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let screen: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    await navigator.permissions.revoke(.displayCapture)
    let track = try #require(screen.getVideoTracks().first)
    #expect(track.readyState == .ended)
    #expect(track.endedCause?.kind == .notAllowed)
    #expect(camera.getVideoTracks().first?.readyState == .live)
    let again: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    await navigator.permissions.revoke(.camera)
    #expect(camera.getVideoTracks().first?.readyState == .ended)
    #expect(again.getVideoTracks().first?.readyState == .live)
    for track in again.getTracks() { track.stop() }
  }

  @Test func anUnansweredPromptCanBeCancelled() async throws {
    let silent = Silent()
    let navigator = navigator(AskPermission(silent, memory: .init(path: nil)))
    let request = Task {
      let _: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    }
    await silent.wasPrompted()
    request.cancel()
    await #expect(throws: CancellationError.self) { try await request.value }
    #expect(display.configurations.isEmpty)
  }

  /// A user who never answers.
  private final class Silent: PermissionPrompter {
    private let asked = AsyncStream<Void>.makeStream()

    func wasPrompted() async {
      var iterator = asked.stream.makeAsyncIterator()
      _ = await iterator.next()
    }

    func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
      asked.continuation.yield()
      let never = AsyncStream<Void>.makeStream()
      // Returns when the task is cancelled.
      for await _ in never.stream {}
      return nil
    }
  }
}
