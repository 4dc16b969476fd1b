import Synchronization
import UserMediaCore

// A device whose tracks are all disabled is released within three seconds, and reopened when one is
// enabled (Media Capture and Streams, 4.3.1). Meanwhile a stand-in delivers black pictures or
// silence.
//
// The specification also wants muted devices released. That is not needed here: whatever mutes a
// device has already released it, or does so within seconds, and only a session that stays open can
// tell when the device delivers data again.
// - A camera is muted while it delivers no frames. Its session restarts it once; after that it either
//   delivers some or has ended (`StallWatch`).
// - A microphone is muted while the sound server has suspended it, by which "the underlying device
//   is closed, making it available for other applications to use" (pactl(1), suspend-source), or
//   while there is no server.
// - Nothing can mute a device for this program alone, unlike a browser's own button.

extension CaptureSource {
  /// Releases or reopens the device as needed. Called when a track was added, removed, enabled or
  /// disabled.
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
    // The clock may resume its sleeping task synchronously.
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
    // A track may have been enabled while the device was being closed.
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

  /// Starts feeding black pictures or silence to the tracks, in the device's last configuration.
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

  /// Stops the stand-in. It delivers nothing after this returns.
  func stopStandIn() async {
    let task = state.withLock { $0.standIn.take() }
    task?.cancel()
    await task?.value
  }
}
