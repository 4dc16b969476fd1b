import Dispatch
import Synchronization

extension VideoElement {
  /// Replaces the source (HTML, "media element load algorithm").
  func load(_ source: MediaStream?) {
    let watch = source.map { _ in
      EventListener<MediaStream> { [weak self] _ in
        guard let self else { return }
        queue.async { [weak self] in self?.checkSource() }
      }
    }
    let old = state.withLock { state in
      // Under the lock, as in play(), so that events fire in the order of the changes.
      if !state.isPaused { dispatchEvent(MediaEvent(.pause, target: self)) }
      if source != nil { dispatchEvent(MediaEvent(.loadstart, target: self)) }
      defer {
        state.load += 1
        (state.source, state.objectURL, state.watch) = (source, "", watch)
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
    queue.async { [weak self] in self?.checkSource() }
  }

  /// Checks the source. Called on the queue when the source was assigned, when a track was added or
  /// removed, and when its last live track ended.
  private func checkSource() {
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
      // A stream without video has nothing to wait for.
      if track == nil { haveEnoughData(load: load) }
      startPlaying()
      playIfWished()
    case (true, false): end(load: load)
    default: break
    }
  }

  /// Switches to a track as the only source of pictures.
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
    // If another load has started, discard the new consumer.
    let unwanted = state.withLock { state in
      guard state.load == load else { return shown }
      defer { state.shown = shown }
      return state.shown
    }
    unwanted?.subscription.cancel()
  }

  /// Called when the first picture is available, or for an audio-only source.
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
