import Dispatch
import Synchronization
import UserMediaCore

extension MediaStreamTrack {
  /// Hears of the device, on any thread. What follows for the program happens on ``queue``, and not
  /// any more once ``stop()`` was called.
  func handle(_ event: SourceEvent) {
    switch event {
    case .muted(let muted): later { $0.setMuted(muted) }
    case .ended(let cause): end(cause)
    case .reconfigured:
      update { $0.input = $0.input.current }
      later { $0.updateSettings() }
    }
  }

  /// Takes over whether the source is muted that the track has now.
  func sourceChanged() {
    later { $0.setMuted($0.input.isMuted) }
  }

  /// Keeps the track until then: what has happened reaches its handlers.
  private func later(_ body: @escaping @Sendable (MediaStreamTrack) -> Void) {
    queue.async { [self] in
      if !values.withLock({ $0.isStopped }) { body(self) }
    }
  }

  /// Media Capture and Streams, 4.3.1, "set a track's muted state".
  private func setMuted(_ muted: Bool) {
    let isChanged = values.withLock { values in
      defer { values.muted = muted }
      return values.muted != muted
    }
    guard isChanged else { return }
    eventListeners.dispatch(Event(muted ? .mute : .unmute, target: self))
    if !muted { updateSettings() }
  }

  /// Takes over how the device runs now; a muted track waits (mediacapture-extensions,
  /// `configurationchange`).
  private func updateSettings() {
    let isChanged = values.withLock { values in
      guard values.state == .live, !values.muted else { return false }
      if let moved = values.input.device, moved.id != device.deviceDescription.id {
        let next = device.replaced(by: moved)
        currentDevice.withLock { $0 = next }
        values.selected.name(next)
      }
      reselect(&values)
      let settings = values.selected.given(by: values.input)
      defer { values.settings = settings }
      return values.settings != settings
    }
    if isChanged { eventListeners.dispatch(Event(.configurationchange, target: self)) }
  }

  /// Media Capture and Streams, 4.3.3, "ended by the User Agent". The state changes at once, so
  /// that whoever sees the end of the data finds the track ended.
  private func end(_ cause: CaptureError) {
    let wasLive = values.withLock { values in
      guard values.state == .live else { return false }
      values.state = .ended
      values.endedCause = cause
      return true
    }
    guard wasLive else { return }
    later { track in
      track.eventListeners.dispatch(Event(.ended, target: track))
      track.eventListeners.finish()
    }
    announceEnd()
  }

  /// Whether the track ended because its device may not be used any more.
  var isRevoked: Bool { endedCause?.kind == .notAllowed }

  /// Ends the track because its device may not be used any more.
  func revoke() {
    guard readyState == .live else { return }
    end(CaptureError(.notAllowed, device: label, "the permission was revoked"))
    input.detach()
  }

  /// Tells the library's own listeners, however the track ended: at once, because a stream that
  /// nobody holds may be gone by the track's next turn, and its events with it.
  func announceEnd() {
    eventListeners.notify(Event(.finished, target: self))
  }
}
