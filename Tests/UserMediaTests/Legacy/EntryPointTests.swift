import Dispatch
import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// The callback entry points: exactly one callback, exactly once, and never before the call has
/// returned.
@Suite struct EntryPointTests {
  private let test = TestNavigator()

  @Test func unprefixedCallAcceptsTheCurrentSyntax() async throws {
    let outcome = await withCheckedContinuation { continuation in
      test.navigator.getUserMedia(
        MediaStreamConstraints(audio: true, video: .init(width: 1280, height: 720)),
        { continuation.resume(returning: CallOutcome.success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
    let stream = try #require(outcome.stream)
    #expect(stream.getAudioTracks().count == 1)
    #expect(stream.getVideoTracks().first?.getSettings().width == 1280)
  }

  @Test func unprefixedCallRecognizesOldSyntaxAndStrings() async throws {
    for constraints: LegacyConstraints in [
      ["video": ["mandatory": ["minWidth": 1280]]], "video user",
    ] {
      let outcome = await withCheckedContinuation { continuation in
        test.navigator.getUserMedia(
          constraints, { continuation.resume(returning: CallOutcome.success($0)) },
          { continuation.resume(returning: .failure($0)) })
      }
      #expect(outcome.stream?.getVideoTracks().count == 1, "\(constraints.json)")
      for track in outcome.stream?.getTracks() ?? [] { track.stop() }
    }
  }

  @Test func webkitCallAcceptsMandatoryAndNamesTheKeyAsWritten() async throws {
    let constraints: LegacyConstraints = ["video": ["mandatory": ["minWidth": 100_000]]]
    let error: NavigatorUserMediaError? = await withCheckedContinuation { continuation in
      test.navigator.webkitGetUserMedia(
        constraints, { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(error?.name == "ConstraintNotSatisfiedError")
    #expect(error?.constraintName == "minWidth")
  }

  @Test func webkitCallAcceptsItsFirstStrings() async throws {
    let outcome = await withCheckedContinuation { continuation in
      test.navigator.webkitGetUserMedia(
        "video environment", { continuation.resume(returning: CallOutcome.success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
    let tracks = outcome.stream?.getTracks() ?? []
    #expect(tracks.map(\.kind) == [.video])
    #expect(tracks.first?.getSettings().facingMode == .environment)
    let error: NavigatorUserMediaError? = await withCheckedContinuation { continuation in
      test.navigator.webkitGetUserMedia(
        "picture", { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(error?.name == "SyntaxError")
  }

  @Test func mozCallAcceptsRequire() async throws {
    let outcome = await withCheckedContinuation { continuation in
      test.navigator.mozGetUserMedia(
        ["video": ["facingMode": "environment", "require": ["facingMode"]]],
        { continuation.resume(returning: CallOutcome.success($0)) },
        { continuation.resume(returning: .failure($0)) })
    }
    #expect(outcome.stream?.getVideoTracks().first?.getSettings().facingMode == .environment)
  }

  @Test func busyCameraIsTrackStartErrorForWebkitAndNotReadableForMs() async throws {
    test.driver.inject(.busy, into: TestNavigator.camera)
    let constraints: LegacyConstraints = [
      "video": ["mandatory": ["sourceId": .string(await cameraId())]]
    ]
    let old: NavigatorUserMediaError? = await withCheckedContinuation { continuation in
      test.navigator.webkitGetUserMedia(
        constraints, { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(old?.name == "TrackStartError")
    let current: ConstraintValue = ["video": ["deviceId": ["exact": .string(await cameraId())]]]
    let new: (any NamedError)? = await withCheckedContinuation { continuation in
      test.navigator.msGetUserMedia(
        current, { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(new?.name == "NotReadableError")
  }

  private func cameraId() async -> String {
    await test.media.enumerateDevices().first { $0.label == "Synthetic front camera" }?.deviceId
      ?? ""
  }

  @Test func callbacksRunAfterTheCallHasReturned() async {
    let queue = DispatchQueue(label: "chosen")
    let test = TestNavigator(callbackQueue: queue)
    let order = Mutex<[String]>([])
    // On the callback queue itself, so that a callback can run only after this block.
    await withCheckedContinuation { continuation in
      queue.async {
        for constraints: LegacyConstraints in [["video": false], ["video": true]] {
          test.navigator.getUserMedia(
            constraints,
            { _ in
              dispatchPrecondition(condition: .onQueue(queue))
              order.withLock { $0.append("success") }
              continuation.resume()
            },
            { _ in
              dispatchPrecondition(condition: .onQueue(queue))
              order.withLock { $0.append("failure") }
            })
        }
        order.withLock { $0.append("returned") }
      }
    }
    #expect(order.withLock { $0 }.first == "returned")
    #expect(order.withLock { $0 }.contains("success"))
  }

  @Test func missingEntryPointFails() async {
    let navigator = Navigator(entryPoints: EntryPoints())
    let error: (any NamedError)? = await withCheckedContinuation { continuation in
      navigator.getUserMedia(
        ["video": true], { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(error?.message == "getUserMedia is not implemented in this browser")
  }
}
