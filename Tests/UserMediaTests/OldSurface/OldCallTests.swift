import Dispatch
import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// Calls that old browsers accepted, and the errors they threw synchronously.
@Suite(.timeLimit(.minutes(5))) struct OldCallTests {
  private let test = TestNavigator()

  @available(*, deprecated)
  @Test func constraintsAsAString() async throws {
    let options = "audio, video environment"
    let outcome = try await withCheckedThrowingContinuation { continuation in
      do {
        try test.navigator.getUserMedia(
          options, { continuation.resume(returning: CallOutcome.success($0)) },
          { continuation.resume(returning: .failure($0)) })
      } catch {
        continuation.resume(throwing: error)
      }
    }
    #expect(outcome.stream?.getAudioTracks().count == 1)
    #expect(outcome.stream?.getVideoTracks().first?.getSettings().facingMode == .environment)
  }

  @available(*, deprecated)
  @Test func twoArgumentsSuffice() async throws {
    let calls: [(@escaping @Sendable (MediaStream) -> Void) throws -> Void] = [
      { try test.navigator.getUserMedia("video", $0) },
      { try test.navigator.getUserMedia(["video": true], $0) },
      { try test.navigator.webkitGetUserMedia(["video": ["mandatory": ["minWidth": 640]]], $0) },
      { try test.navigator.webkitGetUserMedia("video", $0) },
      { try test.navigator.mozGetUserMedia(["video": true], $0) },
    ]
    for call in calls {
      let stream = Promise<MediaStream>.withResolvers()
      try call { stream.resolve($0) }
      #expect(try await stream.promise.value.getVideoTracks().count == 1)
    }
  }

  @available(*, deprecated)
  @Test func failureWithoutACallbackIsIgnored() async throws {
    let isCalled = Mutex(false)
    try test.navigator.webkitGetUserMedia(["video": ["mandatory": ["minWidth": 100_000]]]) { _ in
      isCalled.withLock { $0 = true }
    }
    // Another request of the same kind fails only after that one was processed.
    await #expect(throws: OverconstrainedError.self) {
      _ =
        try await test.media.getUserMedia(.init(video: .init(width: .init(min: 100_000))))
        as MediaStream
    }
    test.navigator.callbackQueue.sync {}
    #expect(!isCalled.withLock { $0 })
  }

  @available(*, deprecated)
  @Test func emptyRequestsThrowSynchronously() {
    let nothing: LegacyConstraints = ["audio": false, "video": false]
    let notCalled: @Sendable (MediaStream) -> Void = { _ in Issue.record("there is a stream") }
    let calls: [(String, () throws -> Void)] = [
      ("NotSupportedError", { try test.navigator.getUserMedia("picture", notCalled) }),
      ("NotSupportedError", { try test.navigator.getUserMedia(nothing, notCalled) }),
      ("SyntaxError", { try test.navigator.webkitGetUserMedia(nothing, notCalled) }),
      ("NotSupportedError", { try test.navigator.mozGetUserMedia(nothing, notCalled) }),
      (
        "NotSupportedError",
        { try test.navigator.getUserMedia("", notCalled, { Issue.record("called with \($0)") }) }
      ),
      (
        "NotSupportedError",
        {
          try test.navigator.mozGetUserMedia(nothing, notCalled) { (error: String) in
            Issue.record("called with \(error)")
          }
        }
      ),
      (
        "NotSupportedError",
        {
          try test.navigator.getUserMedia(nothing, notCalled) { (code: Int) in
            Issue.record("called with \(code)")
          }
        }
      ),
    ]
    for (name, call) in calls {
      let error = #expect(throws: DOMException.self) { try call() }
      #expect(error?.name == name)
    }
    test.navigator.callbackQueue.sync {}
  }

  @available(*, deprecated)
  @Test(
    arguments: [
      (["video": ["width": ["min": 100_000], "require": ["width"]]], nil, "NO_DEVICES_FOUND", 3),
      (["video": true], SyntheticFault.busy, "HARDWARE_UNAVAILABLE", 1),
      (["video": true], .notAllowed, "PERMISSION_DENIED", 1),
      (["video": true], .unplugged, "NO_DEVICES_FOUND", 1),
    ] as [(LegacyConstraints, SyntheticFault?, String, Int)])
  func errorsAsStringsAndNumbers(
    constraints: LegacyConstraints, fault: SyntheticFault?, string: String, code: Int
  ) async throws {
    for camera in [TestNavigator.camera, TestNavigator.backCamera] {
      if let fault { test.driver.inject(fault, into: camera) }
    }
    let strings = Promise<String>.withResolvers()
    try test.navigator.mozGetUserMedia(
      constraints, { _ in strings.resolve("a stream") },
      { (error: String) in strings.resolve(error) })
    #expect(try await strings.promise.value == string)
    let codes = Promise<Int>.withResolvers()
    try test.navigator.getUserMedia(
      constraints, { _ in codes.resolve(0) }, { (code: Int) in codes.resolve(code) })
    #expect(try await codes.promise.value == code)
  }
}
