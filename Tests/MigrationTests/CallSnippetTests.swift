import Synchronization
import Testing
import UserMedia

/// The guide's calls return a stream or print the error, as the guide says.
@Suite struct CallSnippetTests {
  private let navigator = Navigator(devices: .synthetic)

  /// The first effect of a snippet: a used stream, or a printed line.
  private func firstEvent(_ run: (CallSnippets) async throws -> Void) async throws -> String {
    let event = Promise<String>.withResolvers()
    let snippets = CallSnippets(
      navigator: navigator,
      use: { stream in
        event.resolve(stream.getTracks().map(\.kind.rawValue).joined(separator: "+"))
      },
      print: { values in event.resolve(values.map { "\($0)" }.joined(separator: " ")) })
    try await run(snippets)
    return try await event.promise.value
  }

  @Test func oldCallReturnsAStream() async throws {
    #expect(try await firstEvent { $0.oldCall() } == "video")
  }

  @Test func callbacksPromisesAndAsyncReturnTheSame() async throws {
    #expect(try await firstEvent { $0.callbacks() } == "audio+video")
    #expect(try await firstEvent { $0.promises() } == "audio+video")
    #expect(try await firstEvent { await $0.async() } == "audio+video")
    #expect(try await firstEvent { try await $0.awaitedPromise() } == "video")
  }

  @available(*, deprecated)
  @Test func thePortSwitchesCameras() async throws {
    let cameras = await navigator.mediaDevices.enumerateDevices()
      .filter { $0.kind == .videoinput }
    try #require(cameras.count == 2)
    let snippets = CallSnippets(navigator: navigator, use: { _ in }, print: { _ in })
    let stream = try await snippets.portOfAProgram(cameras: cameras.map(\.deviceId))
    let settings = try #require(stream.getVideoTracks().first).getSettings()
    #expect(settings.deviceId == cameras[1].deviceId && settings.width ?? 0 >= 960)
    for track in stream.getTracks() { track.stop() }
  }

  @Test func aScreenTheOldWayAndTheNew() async throws {
    #expect(try await firstEvent { try await $0.display() } == "video")
    let stream: MediaStream = try await withCheckedThrowingContinuation { continuation in
      navigator.webkitGetUserMedia(
        ConstraintSnippets.screenInChrome, { continuation.resume(returning: $0) },
        { continuation.resume(throwing: $0) })
    }
    #expect(stream.getVideoTracks().first?.label == "Synthetic screen")
    for track in stream.getTracks() { track.stop() }
    // The synthetic devices include no window, and no camera takes its place.
    let error: MediaStreamError? = await withCheckedContinuation { continuation in
      navigator.mozGetUserMedia(
        ConstraintSnippets.windowInFirefox, { _ in continuation.resume(returning: nil) },
        { continuation.resume(returning: $0) })
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test func polyfillPassesItsDialectToTheOldCall() async throws {
    let seen = Mutex<LegacyConstraints?>(nil)
    let used = try await firstEvent { snippets in
      snippets.polyfill { [navigator] constraints, success, failure in
        seen.withLock { $0 = constraints }
        navigator.webkitGetUserMedia(constraints, success, { failure($0) })
      }
    }
    #expect(used == "video")
    #expect(seen.withLock { $0 } == ["video": ["mandatory": ["minWidth": 640]]])
  }

  @Test func errorsNameTheKeyAndTheConstraint() async throws {
    #expect(try await firstEvent { $0.errorBefore() } == "no camera does minWidth")
    #expect(try await firstEvent { try await $0.error() } == "no camera does width")
  }

  @Test func handlerAndLoopReceiveFrames() async throws {
    let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    let track = stream.getVideoTracks()[0]
    let shown = Promise<Int>.withResolvers()
    let subscription = CallSnippets.handler(track) { shown.resolve($0.codedWidth) }
    #expect(try await shown.promise.value == track.getSettings().width)
    subscription.cancel()
    var frames = 0
    await CallSnippets.loop(track) { _ in
      frames += 1
      if frames == 2 { CallSnippets.stopping(stream) }
    }
    #expect(frames == 2)
    #expect(!stream.active)
  }
}
