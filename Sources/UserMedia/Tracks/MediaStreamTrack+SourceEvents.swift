import Dispatch
import Synchronization
import UserMediaCore

extension MediaStreamTrack {
  /// Handles an event of the source, on any thread. Effects visible to the program happen on
  /// ``queue``, and not after ``stop()`` was called.
  func handle(_ event: SourceEvent) {
    switch event {
    case .muted(let muted): later { $0.setMuted(muted) }
    case .ended(let cause): end(cause)
    case .reconfigured:
      update { $0.input = $0.input.current }
      later { $0.updateSettings() }
    }
  }

  /// Adopts the muted state of the track's current source.
  func sourceChanged() {
    later { $0.setMuted($0.input.isMuted) }
  }

  /// Keeps the track alive until then, so that its handlers are still called.
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
    eventListeners.dispatch(MediaEvent(muted ? .mute : .unmute, target: self))
    if !muted { updateSettings() }
  }

  /// Adopts the device's current configuration; a muted track defers this (mediacapture-extensions,
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
    if isChanged { eventListeners.dispatch(MediaEvent(.configurationchange, target: self)) }
  }

  /// Media Capture and Streams, 4.3.3, "ended by the User Agent". The state changes immediately, so
  /// that a consumer that sees the end of the data finds the track ended.
  func end(_ cause: CaptureError) {
    let wasLive = values.withLock { values in
      guard values.state == .live else { return false }
      values.state = .ended
      values.endedCause = cause
      return true
    }
    guard wasLive else { return }
    later { track in
      track.eventListeners.dispatch(MediaEvent(.ended, target: track))
      track.eventListeners.finish()
    }
    announceEnd()
  }

  /// Whether the track ended because its permission was revoked.
  var isRevoked: Bool { endedCause?.kind == .notAllowed }

  /// Ends the track because its permission was revoked.
  func revoke() {
    guard readyState == .live else { return }
    end(CaptureError(.notAllowed, device: label, "the permission was revoked"))
    input.detach()
  }

  /// Notifies the library's own listeners of the end, whatever its cause. Immediately, because by
  /// the track's next turn an unreferenced stream may be gone, and its events with it.
  func announceEnd() {
    eventListeners.notify(MediaEvent(.finished, target: self))
  }
}
