import Synchronization
import UserMediaCore

// A device whose tracks are all disabled is given back within three seconds, and taken again when
// one is enabled (Media Capture and Streams, 4.3.1). Meanwhile black pictures or silence stand in.
//
// A device that is muted is not given back a second time, although the specification names both:
// what mutes it here has let go of it already, or does within seconds, and only a session that is
// kept can tell when it gives data again.
// - A camera is muted while it gives no frames. Its session starts it once more; then it gives
//   some, or has ended (`StallWatch`).
// - A microphone is muted while the sound server has suspended it, by which "the underlying device
//   is closed, making it available for other applications to use" (pactl(1), suspend-source), or
//   while there is no server.
// - Nobody can mute a device for this program alone, which a browser's own button can.

extension CaptureSource {
  /// Looks whether the device is to be given back or to be taken again; called when a track came or
  /// went, or was enabled or disabled.
  func reconsider() {
    let (release, isWanted) = state.withLock { state -> (Task<Void, Never>?, Bool) in
      guard state.isIdle else { return (state.release.take(), state.standIn != nil) }
      guard state.session != nil, state.release == nil else { return (nil, false) }
      state.release = Task { [weak self, timing] in
        await timing.waitBeforeRelease()
        if Task.isCancelled { return }
        self?.operations.enqueue { [weak self] in await self?.giveBack() }
      }
      return (nil, false)
    }
    // A clock may resume its sleeper as part of this.
    release?.cancel()
    if isWanted { operations.enqueue { [self] in await takeAgain() } }
  }

  private func giveBack() async {
    let session = state.withLock { state -> Session? in
      state.release = nil
      return state.isIdle && state.ended == nil ? state.session.take() : nil
    }
    guard let session else { return reconsider() }
    await session.close()
    if state.withLock({ !$0.feeds.isEmpty }) { startStandIn() }
    // A track may have been enabled while the device was closed.
    reconsider()
  }

  private func takeAgain() async {
    let configuration = state.withLock { state -> Configuration? in
      guard state.standIn != nil, state.enabledCount > 0, let running = state.running else {
        return nil
      }
      return merge(running, state.wanted())
    }
    guard let configuration else { return }
    do throws(CaptureError) {
      _ = try await acquire(configuration)
    } catch {
      captureEnded(error)
    }
  }

  /// Feeds the tracks black pictures or silence, as the device ran.
  func startStandIn() {
    state.withLock { state in
      guard state.standIn == nil, let standIn = state.running.flatMap(standIn) else { return }
      state.standIn = Task { [weak self, timing] in
        await timing.pace(every: standIn.interval, longestQueue: standIn.longestQueue) { index in
          guard let data = standIn.data(index) else { return }
          self?.deliver(data)
        }
      }
    }
  }

  /// When this returns, no stand-in is delivered any more.
  func stopStandIn() async {
    let task = state.withLock { $0.standIn.take() }
    task?.cancel()
    await task?.value
  }
}
