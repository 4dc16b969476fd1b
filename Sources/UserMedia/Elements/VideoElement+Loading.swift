import Dispatch
import Synchronization

extension VideoElement {
  /// Puts a source in the place of the last one (HTML, "media element load algorithm").
  func load(_ source: MediaStream?) {
    let watch = source.map { _ in
      EventListener<MediaStream> { [weak self] _ in
        guard let self else { return }
        queue.async { [weak self] in self?.look() }
      }
    }
    let old = state.withLock { state in
      // Under the lock, as in play(): what happens next is told next.
      if !state.isPaused { dispatchEvent(Event(.pause, target: self)) }
      if source != nil { dispatchEvent(Event(.loadstart, target: self)) }
      defer {
        state.load += 1
        (state.source, state.src, state.watch) = (source, "", watch)
        (state.shown, state.isActive, state.isPaused) = (nil, false, true)
        (state.readyState, state.hasEnded) = (.haveNothing, false)
        (state.width, state.height, state.presentedFrames) = (0, 0, 0)
        (state.clock, state.pendingPlays) = (PlayingTime(), [])
      }
      return state
    }
    if let stream = old.source, let watch = old.watch { stream.unwatch(watch) }
    old.shown?.subscription.cancel()
    for promise in old.pendingPlays {
      promise.settle(.failure(DOMException(.aborted, "another source was assigned")))
    }
    guard let source, let watch else { return }
    source.watch(watch)
    queue.async { [weak self] in self?.look() }
  }

  /// Looks what the source has now: called on the queue when it was assigned, when a track came or
  /// went, and when its last live track ended.
  private func look() {
    let (source, load) = state.withLock { ($0.source, $0.load) }
    guard let source else { return }
    let track = source.getVideoTracks().first { $0.readyState == .live }
    show(track, load: load)
    let isActive = source.active
    let wasActive = state.withLock { state in
      defer { if state.load == load { state.isActive = isActive } }
      return state.isActive
    }
    switch (wasActive, isActive) {
    case (false, true):
      // A stream without pictures has nothing to wait for.
      if track == nil { haveEnoughData(load: load) }
      startPlaying()
      playIfWished()
    case (true, false): end(load: load)
    default: break
    }
  }

  /// Takes pictures from a track, and from no other any more.
  private func show(_ track: MediaStreamTrack?, load: Int) {
    guard state.withLock({ $0.load == load && $0.shown?.track !== track }) else { return }
    let shown = track.map { track in
      (
        track: track,
        subscription: track.onVideoFrame(on: queue) { [weak self] frame in
          self?.show(frame, load: load)
        }
      )
    }
    // Of another load, the one that is not wanted is the new one.
    let unwanted = state.withLock { state in
      guard state.load == load else { return shown }
      defer { state.shown = shown }
      return state.shown
    }
    unwanted?.subscription.cancel()
  }

  /// The first picture is there, or sound alone.
  func haveEnoughData(load: Int) {
    let isFirst = state.withLock { state in
      guard state.load == load, state.readyState == .haveNothing else { return false }
      state.readyState = .haveEnoughData
      return true
    }
    guard isFirst else { return }
    fire(.durationchange)
    if videoWidth > 0 { fire(.resize) }
    for type: EventType<VideoElement> in [.loadedmetadata, .loadeddata, .canplay, .canplaythrough] {
      fire(type)
    }
    startPlaying()
    playIfWished()
  }
}
