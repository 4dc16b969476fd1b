import Dispatch
import Synchronization
import UserMediaCore

extension VideoElement {
  /// Starts playback, and returns once it has started.
  ///
  /// Throws `AbortError` if ``pause()`` is called or the source changes before that. In synchronous code,
  /// `video.promises.play()` starts playback without waiting.
  public func play() async throws {
    try await promises.play().value
  }

  /// The element's asynchronous calls as promises; their reactions run on ``queue``.
  public var promises: Promises { Promises(element: self) }

  /// The asynchronous calls of ``VideoElement`` as promises.
  public struct Promises: Sendable {
    fileprivate let element: VideoElement

    /// Starts playback as soon as data is available. The promise may be ignored; it is rejected
    /// where ``VideoElement/play()`` throws.
    @discardableResult
    public func play() -> Promise<Void> { element.beginPlaying() }
  }

  private func beginPlaying() -> Promise<Void> {
    let promise = Promise<Void>(queue: queue)
    state.withLock { state in
      state.pendingPlays.append(promise)
      // Under the lock: a picture arriving now may start playback, and that event must come second.
      if state.isPaused { dispatchEvent(MediaEvent(.play, target: self)) }
      state.isPaused = false
    }
    queue.async { [weak self] in self?.startPlaying() }
    return promise
  }

  /// Pauses playback. The last picture stays; pictures that arrive while paused are dropped.
  public func pause() {
    let promises = state.withLock { state in
      defer { state.pendingPlays = [] }
      if !state.isPaused { dispatchEvent(MediaEvent(.pause, target: self)) }
      state.isPaused = true
      state.clock.run(false)
      return state.pendingPlays
    }
    for promise in promises {
      promise.settle(.failure(DOMException(.aborted, "the element was paused")))
    }
  }

  /// Starts the clock and fulfils the promises, once playback was requested and data is available.
  /// Called on the queue.
  func startPlaying() {
    let (isStart, promises) = state.withLock { state in
      guard !state.isPaused, state.readyState == .haveEnoughData, state.isActive else {
        return (false, [Promise<Void>]())
      }
      defer {
        state.hasEnded = false
        state.clock.run(true)
        state.pendingPlays = []
      }
      return (!state.clock.isRunning, state.pendingPlays)
    }
    if isStart { fire(.playing) }
    for promise in promises { promise.settle(.success(())) }
  }

  /// Starts playback if `autoplay` is set and the source is ready.
  func playIfWished() {
    let isWished = state.withLock { state in
      state.autoplay && state.isPaused && state.isActive && state.readyState == .haveEnoughData
    }
    if isWished { promises.play() }
  }

  /// Called when the source's last live track has ended (Media Capture and Streams, 6.2, "ended").
  func end(load: Int) {
    let (isEnd, wasPaused, promises) = state.withLock { state in
      guard state.load == load, state.readyState == .haveEnoughData else {
        return (false, true, [Promise<Void>]())
      }
      defer {
        state.hasEnded = true
        state.isPaused = true
        state.clock.run(false)
        state.pendingPlays = []
      }
      return (true, state.isPaused, state.pendingPlays)
    }
    guard isEnd else { return }
    if !wasPaused { fire(.pause) }
    for promise in promises {
      promise.settle(.failure(DOMException(.aborted, "the source has ended")))
    }
    fire(.durationchange)
    fire(.ended)
  }
}
