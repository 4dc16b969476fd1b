import UserMedia
import UserMediaLegacy

/// The calls in MIGRATION.md, verbatim. Their results are passed to `use`.
struct CallSnippets {
  let navigator: Navigator
  let use: @Sendable (MediaStream) -> Void
  let print: @Sendable (Any...) -> Void

  func oldCall() {
    navigator.webkitGetUserMedia(
      ["video": ["mandatory": ["minWidth": 640]]],
      { stream in use(stream) },
      { error in print(error.name, error.constraintName) })
  }

  func callbacks() {
    navigator.getUserMedia(
      ["audio": true, "video": true],
      { stream in use(stream) },
      { error in print("\(error.name): \(error.message)") })
  }

  func promises() {
    navigator.mediaDevices.getUserMedia(.init(audio: true, video: true))
      .then { stream in use(stream) }
      .catch { error in print("\(error)") }  // Always check for errors at the end.
  }

  func display() async throws {
    let stream = try await navigator.mediaDevices.getDisplayMedia(
      .init(video: .init(width: .init(max: 1280), cursor: "motion")))
    use(stream)
  }

  func polyfill(
    _ oldGetUserMedia:
      @escaping @Sendable (
        LegacyConstraints, @escaping @Sendable (MediaStream) -> Void,
        @escaping @Sendable (any Error) -> Void
      ) -> Void
  ) {
    let polyfilled = Navigator(
      entryPoints: EntryPoints(
        webkitGetUserMedia: EntryPoint(dialect: .webkit) { constraints, success, failure in
          oldGetUserMedia(constraints, success, failure)
        }))
    polyfilled.mediaDevices.getUserMedia(.init(video: .init(width: .init(min: 640))))
      .then { stream in use(stream) }
      .catch { error in print("\(error)") }
  }

  func async() async {
    do {
      let stream = try await navigator.mediaDevices.getUserMedia(
        .init(audio: true, video: true))
      use(stream)
    } catch {
      print("\(error)")
    }
  }

  func awaitedPromise() async throws {
    let promise = navigator.mediaDevices.promises.getUserMedia(.init(video: true))
    let stream = try await promise.value
    use(stream)
  }

  // swift-format-ignore
  func errorBefore() {
    navigator.webkitGetUserMedia(
      ["video": ["mandatory": ["minWidth": 100_000]]],
      { stream in use(stream) },
      { error in
        if error.name == "ConstraintNotSatisfiedError" { print("no camera does \(error.constraintName)") }
      })
  }

  func error() async throws {
    do {
      let stream = try await navigator.mediaDevices.getUserMedia(
        .init(video: .init(width: .init(min: 100_000))))
      use(stream)
    } catch let error as OverconstrainedError {
      print("no camera does \(error.constraint)")
    } catch let error as DOMException {
      print(error.name, error.message, error.cause?.description ?? "")
    }
  }

  static func handler(
    _ track: MediaStreamTrack, _ show: @escaping @Sendable (VideoFrame) -> Void
  ) -> FrameSubscription {
    let subscription = track.onVideoFrame { frame in show(frame) }
    return subscription
  }

  static func loop(_ track: MediaStreamTrack, _ show: (VideoFrame) -> Void) async {
    for await frame in track.videoFrames() {
      show(frame)
    }
  }

  static func stopping(_ stream: MediaStream) {
    for track in stream.getTracks() { track.stop() }
  }
}
