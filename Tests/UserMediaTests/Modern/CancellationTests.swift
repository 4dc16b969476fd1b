import Synchronization
import Testing

@testable import UserMedia

/// Requests whose task is cancelled, and requests that are never answered.
@Suite struct CancellationTests {
  /// Never answers, but reports when it is prompted and when the prompt is cancelled.
  private final class SilentPrompt: PermissionPolicy {
    let asked = Promise<Void>.withResolvers()
    let givenUp = Promise<Void>.withResolvers()

    func query(_ name: PermissionName) async -> PermissionState { .prompt }

    func request(_ names: Set<PermissionName>) async -> PermissionState {
      asked.resolve(())
      let never = Promise<Void> { _, _ in }
      try? await never.value  // Ends only by cancellation.
      givenUp.resolve(())
      return .denied
    }
  }

  @Test func cancelledTaskEndsThePrompt() async throws {
    let prompt = SilentPrompt()
    let test = TestNavigator(permissions: prompt)
    let asking = Task { try await test.media.getUserMedia(.init(video: true)) as MediaStream }
    try await prompt.asked.promise.value
    asking.cancel()
    await #expect(throws: CancellationError.self) { _ = try await asking.value }
    try await prompt.givenUp.promise.value
    #expect(await test.isReleased())
  }

  @Test func lateStreamOfACancelledTaskIsStopped() async throws {
    let test = TestNavigator()
    // A custom entry point that answers on demand.
    let answer = Mutex<EntryPoint.Success?>(nil)
    let called = Promise<Void>.withResolvers()
    let slow = EntryPoint(dialect: .current) { _, success, _ in
      answer.withLock { $0 = success }
      called.resolve(())
    }
    let navigator = Navigator(entryPoints: EntryPoints(getUserMedia: slow))
    let asking = Task {
      try await navigator.mediaDevices.getUserMedia(.init(video: true)) as MediaStream
    }
    try await called.promise.value
    asking.cancel()
    await #expect(throws: CancellationError.self) { _ = try await asking.value }
    let stream = try await test.media.getUserMedia(.init(video: true))
    answer.withLock { $0 }?(stream)
    #expect(stream.getVideoTracks()[0].readyState == .ended)
  }

  @Test func taskCancelledBeforeTheRequestGetsNothing() async {
    let test = TestNavigator()
    let asking = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await test.media.getUserMedia(.init(video: true)) as MediaStream
    }
    await #expect(throws: CancellationError.self) { _ = try await asking.value }
    #expect(await test.isReleased())
  }
}
