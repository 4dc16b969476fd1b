import Dispatch
import Synchronization
import UserMediaCore

extension VideoElement {
  /// Plays, as soon as there is something to play.
  ///
  /// The promise is rejected with `AbortError` when ``pause()`` or another source comes before
  /// that.
  @discardableResult
  public func play() -> Promise<Void> {
    let promise = Promise<Void>(queue: queue)
    state.withLock { state in
      state.pendingPlays.append(promise)
      // Under the lock: a picture that comes now may start it, and is not to be told first.
      if state.isPaused { dispatchEvent(Event(.play, target: self)) }
      state.isPaused = false
    }
    queue.async { [weak self] in self?.startPlaying() }
    return promise
  }

  /// The same, awaited.
  public func play() async throws {
    let promise: Promise<Void> = play()
    try await promise.value
  }

  /// Plays no more: the picture stays, and those that come meanwhile are lost.
  public func pause() {
    let promises = state.withLock { state in
      defer { state.pendingPlays = [] }
      if !state.isPaused { dispatchEvent(Event(.pause, target: self)) }
      state.isPaused = true
      state.clock.run(false)
      return state.pendingPlays
    }
    for promise in promises {
      promise.settle(.failure(DOMException(.aborted, "the element was paused")))
    }
  }

  /// Starts the time and keeps the promises, once there is something to play and the wish to.
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

  /// Plays by itself, where that was wished and the source is there.
  func playIfWished() {
    let isWished = state.withLock { state in
      state.autoplay && state.isPaused && state.isActive && state.readyState == .haveEnoughData
    }
    if isWished { play() }
  }

  /// The last live track of the source ended (Media Capture and Streams, 6.2, "ended").
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
      promise.settle(.failure(DOMException(.aborted, "the source came to its end")))
    }
    fire(.durationchange)
    fire(.ended)
  }
}
