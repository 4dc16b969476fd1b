import Dispatch
import FileTestSupport
import Foundation
import Testing

@testable import UserMedia

/// Permission to use devices, for each policy.
@Suite(.timeLimit(.minutes(5))) struct PermissionTests {
  private static let both = MediaStreamConstraints(audio: true, video: true)

  @Test func denied() async throws {
    let test = TestNavigator(permissions: DenyPermission())
    await expectDenied(test.navigator, Self.both)
    #expect(await test.navigator.permissions.query(.camera).state == .denied)
  }

  @Test func aDenialMasksOtherErrors() async throws {
    let denied = TestNavigator(permissions: DenyPermission())
    await expectDenied(denied.navigator, .init(video: .init(width: .exact(100_000))))
    await expectDenied(
      Navigator(devices: .synthetic([]), permissions: DenyPermission()), .init(video: true))
    // Invalid constraints are still errors.
    await #expect(throws: TypeError.self) {
      let _: MediaStream = try await denied.navigator.mediaDevices.getUserMedia(.init())
    }
  }

  @Test func withoutPermissionNoConstraintIsRevealed() async throws {
    let asking = TestNavigator(permissions: AskPermission(Answering(), memory: .init(path: nil)))
    let constraints = MediaStreamConstraints(video: .init(width: .exact(100_000)))
    let hidden = await #expect(throws: OverconstrainedError.self) {
      let _: MediaStream = try await asking.navigator.mediaDevices.getUserMedia(constraints)
    }
    #expect(hidden?.constraint == "" && hidden?.failures.isEmpty == true)
    let stream: MediaStream = try await asking.navigator.mediaDevices.getUserMedia(Self.both)
    let error = await #expect(throws: OverconstrainedError.self) {
      let _: MediaStream = try await asking.navigator.mediaDevices.getUserMedia(constraints)
    }
    #expect(error?.constraint == "width")
    for track in stream.getTracks() { track.stop() }
  }

  @Test func onePromptForBothKindsAndNoneAfterwards() async throws {
    let person = Answering()
    let test = TestNavigator(permissions: AskPermission(person, memory: .init(path: nil)))
    let status = await test.navigator.permissions.query(.camera)
    #expect(status.state == .prompt)
    var changes = status.events(.change).makeAsyncIterator()
    for _ in 0..<2 {
      let stream: MediaStream = try await test.navigator.mediaDevices.getUserMedia(Self.both)
      for track in stream.getTracks() { track.stop() }
    }
    #expect(person.prompts == [PermissionPrompt(names: [.camera, .microphone])])
    #expect(await changes.next() != nil)
    #expect(status.state == .granted)
  }

  @Test func denialsApplyOnceOrPermanently() async throws {
    let no = Answering(.init(isAllowed: false))
    let test = TestNavigator(permissions: AskPermission(no, memory: .init(path: nil)))
    await expectDenied(test.navigator, Self.both)
    await expectDenied(test.navigator, Self.both)
    #expect(no.prompts.count == 2)

    let never = Answering(.init(isAllowed: false, isLasting: true))
    let again = TestNavigator(permissions: AskPermission(never, memory: .init(path: nil)))
    await expectDenied(again.navigator, Self.both)
    await expectDenied(again.navigator, Self.both)
    #expect(never.prompts.count == 1)
  }

  @Test func lastingAnswersPersist() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("permissions/program.json")
    let always = Answering(.init(isAllowed: true, isLasting: true))
    let first = AskPermission(always, memory: .init(path: path))
    #expect(await first.request([.camera]) == .granted)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == #"{"camera":"granted"}"#)
    let second = AskPermission(Answering(nil), memory: .init(path: path))
    #expect(await second.query(.camera) == .granted)
    #expect(await second.query(.microphone) == .prompt)
    await second.revoke(.camera)
    #expect(
      await AskPermission(Answering(nil), memory: .init(path: path)).query(.camera) == .prompt)
  }

  @Test(arguments: ["", "[]", "{\"camera\":1}", "{\"camera\":\"maybe\"}", "no JSON"])
  func aDamagedMemoryGrantsNothing(text: String) async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("answers.json")
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(await AskPermission(Answering(), memory: .init(path: path)).query(.camera) == .prompt)
  }

  @Test func anUnansweredPromptWaitsUntilItsTaskIsCancelled() async throws {
    let silent = Silent()
    let test = TestNavigator(permissions: AskPermission(silent, memory: .init(path: nil)))
    let request = Task {
      let _: MediaStream = try await test.navigator.mediaDevices.getUserMedia(Self.both)
    }
    await silent.wasPrompted()
    // A second one waits its turn, and also ends with its task.
    let second = Task {
      let _: MediaStream = try await test.navigator.mediaDevices.getUserMedia(Self.both)
    }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    request.cancel()
    await #expect(throws: CancellationError.self) { try await request.value }
  }

  @Test func revocationEndsTracksOfTheKind() async throws {
    let person = Answering()
    let test = TestNavigator(permissions: AskPermission(person, memory: .init(path: nil)))
    let stream: MediaStream = try await test.navigator.mediaDevices.getUserMedia(Self.both)
    let camera = stream.getVideoTracks()[0]
    let clone = camera.clone()
    var ended = camera.events(.ended).makeAsyncIterator()
    var cloneEnded = clone.events(.ended).makeAsyncIterator()
    await test.navigator.permissions.revoke(.camera)
    #expect(await ended.next() != nil)
    #expect(await cloneEnded.next() != nil)
    #expect(camera.readyState == .ended && camera.endedCause?.kind == .notAllowed)
    #expect(stream.getAudioTracks()[0].readyState == .live)
    // It is requested again.
    let again: MediaStream = try await test.navigator.mediaDevices.getUserMedia(.init(video: true))
    #expect(person.prompts.last == PermissionPrompt(names: [.camera]))
    for track in stream.getTracks() + again.getTracks() { track.stop() }
  }

  @Test func permissionsRevokedDuringThePromptAreNotGranted() async throws {
    let person = Undecided()
    let test = TestNavigator(permissions: AskPermission(person, memory: .init(path: nil)))
    person.permissions.value = test.navigator.permissions
    await expectDenied(test.navigator, .init(video: true))
    #expect(await test.isReleased())
    // Only the camera was revoked.
    let sound: MediaStream = try await test.navigator.mediaDevices.getUserMedia(.init(audio: true))
    #expect(sound.active)
  }

  @Test func eachQueryReturnsItsOwnStatus() async throws {
    let test = TestNavigator(permissions: AskPermission(Answering(), memory: .init(path: nil)))
    let statuses = [
      await test.navigator.permissions.query(.camera),
      await test.navigator.permissions.query(.camera),
    ]
    #expect(statuses[0] !== statuses[1])
    let changes = statuses.map { status in
      let change = Promise<PermissionState>.withResolvers()
      status.onchange = { event in
        dispatchPrecondition(condition: .onQueue(test.navigator.callbackQueue))
        change.resolve(event.target.state)
      }
      return change.promise
    }
    let _: MediaStream = try await test.navigator.mediaDevices.getUserMedia(.init(video: true))
    for change in changes { #expect(try await change.value == .granted) }
  }
}

/// A user who allows the camera, then revokes that before it takes effect.
private final class Undecided: PermissionPrompter {
  let permissions = WeakReference<Permissions>()

  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
    if prompt.names.contains(.camera) { await permissions.value?.revoke(.camera) }
    return PermissionAnswer(isAllowed: true)
  }
}

/// A user who doesn't answer.
private final class Silent: PermissionPrompter {
  private let (questions, question) = AsyncStream<Void>.makeStream()

  func wasPrompted() async {
    for await _ in questions { return }
  }

  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
    question.yield()
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
    return nil
  }
}
