import Synchronization
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

  /// Starts both cameras in turn; returns the stream of the second.
  @available(*, deprecated)
  func portOfAProgram(cameras: [String]) async throws -> MediaStream {
    let localStream = Mutex<MediaStream?>(nil)

    func start(camera: String?) {
      localStream.withLock { $0.take() }?.stop()
      var video: ConstraintValue = true
      if let camera {
        video = ["optional": [["sourceId": .string(camera)], ["minWidth": 960]]]
      }
      navigator.webkitGetUserMedia(
        ["audio": false, "video": video],
        { stream in localStream.withLock { $0 = stream } },
        { error in print(error.name) })
    }

    var last: MediaStream?
    for camera in cameras {
      start(camera: camera)
      let end = ContinuousClock.now + .seconds(60)
      repeat {
        try await Task.sleep(for: .milliseconds(10))
        last = localStream.withLock { $0 }
      } while last == nil && ContinuousClock.now < end
    }
    guard let last else { throw CancellationError() }
    return last
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
