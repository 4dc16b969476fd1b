import Synchronization
import Testing

@testable import UserMedia

/// The 2016 page's polyfill: a promise-style API on top of a program's entry points.
@Suite struct PolyfillTests {
  private struct OldError: Error {}
  private let constraints = MediaStreamConstraints(
    video: .init(width: .init(min: 640), height: 480))

  /// An entry point that fails after recording its arguments.
  private func recording(
    _ dialect: Dialect, _ seen: @escaping @Sendable (ConstraintValue) -> Void
  ) -> EntryPoint {
    EntryPoint(dialect: dialect) { constraints, _, failure in
      seen(constraints)
      failure(NavigatorUserMediaError(name: "PermissionDeniedError"))
    }
  }

  @Test func currentEntryPointGetsTheConstraintsUnchangedAndItsErrorIsHandedOn() async {
    let seen = Mutex<ConstraintValue?>(nil)
    let navigator = Navigator(
      entryPoints: EntryPoints(
        getUserMedia: recording(.current) { value in seen.withLock { $0 = value } }))
    await #expect(throws: NavigatorUserMediaError(name: "PermissionDeniedError")) {
      _ = try await navigator.mediaDevices.getUserMedia(constraints) as MediaStream
    }
    #expect(seen.withLock { $0 } == constraints.value)
  }

  @Test func outdatedEntryPointGetsItsDialectAndItsErrorComesBackCurrent() async {
    let seen = Mutex<ConstraintValue?>(nil)
    let navigator = Navigator(
      entryPoints: EntryPoints(
        webkitGetUserMedia: recording(.webkit) { value in seen.withLock { $0 = value } }))
    let error = await #expect(throws: DOMException.self) {
      _ = try await navigator.mediaDevices.getUserMedia(constraints) as MediaStream
    }
    #expect(error?.name == "NotAllowedError")
    #expect(
      seen.withLock { $0?["video"]?["mandatory"] } == ["minWidth": 640])
    #expect(
      seen.withLock { $0?["video"]?["optional"] } == [["minHeight": 480], ["maxHeight": 480]])
  }

  @Test(arguments: ["getUserMedia", "webkit", "moz", "ms"])
  func firstEntryPointThatIsThereIsUsed(first: String) async {
    let order = ["getUserMedia", "webkit", "moz", "ms"]
    let called = Mutex<[String]>([])
    func entryPoint(_ name: String) -> EntryPoint? {
      guard order.firstIndex(of: name)! >= order.firstIndex(of: first)! else { return nil }
      return recording(.current) { _ in called.withLock { $0.append(name) } }
    }
    let navigator = Navigator(
      entryPoints: EntryPoints(
        getUserMedia: entryPoint("getUserMedia"), webkitGetUserMedia: entryPoint("webkit"),
        mozGetUserMedia: entryPoint("moz"), msGetUserMedia: entryPoint("ms")))
    _ = try? await navigator.mediaDevices.getUserMedia(constraints) as MediaStream
    #expect(called.withLock { $0 } == [first])
  }

  @Test func noEntryPointIsThePolyfillsError() async {
    let navigator = Navigator(entryPoints: EntryPoints())
    let promise = navigator.mediaDevices.promises.getUserMedia(constraints)
    let error = await #expect(throws: NotImplementedError.self) { _ = try await promise.value }
    #expect(error?.description == "Error: getUserMedia is not implemented in this browser")
  }

  @Test func entryPointThatThrowsRejects() async {
    let throwing = EntryPoint(dialect: .current) { _, _, _ in throw OldError() }
    let navigator = Navigator(entryPoints: EntryPoints(getUserMedia: throwing))
    await #expect(throws: OldError.self) {
      _ = try await navigator.mediaDevices.getUserMedia(constraints) as MediaStream
    }
  }

  @Test func secondCallbackChangesNothing() async throws {
    let stream = MediaStream()
    let eager = EntryPoint(dialect: .current) { _, success, failure in
      success(stream)
      failure(OldError())
      success(MediaStream())
    }
    let navigator = Navigator(entryPoints: EntryPoints(getUserMedia: eager))
    let answer: MediaStream = try await navigator.mediaDevices.getUserMedia(constraints)
    #expect(answer === stream)
  }
}
