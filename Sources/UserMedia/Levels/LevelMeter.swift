import Synchronization
import UserMediaConversion
import UserMediaCore

/// Measures a track's level while it is held.
///
/// It measures on the driver's thread as audio arrives, without waking a thread or allocating, so
/// you can leave it on. Read it whenever you redraw:
///
///     let meter = track.levelMeter()
///     …
///     for level in meter.read() { draw(level.peakDBFS, level.rmsDBFS) }
public final class LevelMeter: Sendable {
  private let measurement = Measurement()
  private let consumer: TrackConsumer<AudioData>

  /// Creates a meter for an audio track. For a video track it never returns a level, and an error is
  /// logged.
  public init(_ track: MediaStreamTrack) {
    track.expect(.audio, for: "LevelMeter", elsewhere: "an audio track")
    // Emptied on the same thread that fills it, immediately after each push.
    consumer = TrackConsumer(
      port: track.audioPort, buffering: .latest, size: { $0.byteCount },
      wake: { [weak measurement] in measurement?.take() })
    measurement.begin(consumer.queue)
  }

  /// The level of each channel since the last call, or since the meter was created; empty if no
  /// audio arrived.
  public func read() -> [AudioLevel] { measurement.read() }
}

/// The measurement in progress. Only the meter holds it; the track's port knows only the queue.
private final class Measurement: Sendable {
  private struct State {
    var queue: FrameQueue<AudioData>?
    var sums = LevelSums()
  }

  private let state = Mutex(State())

  func begin(_ queue: FrameQueue<AudioData>) {
    state.withLock { $0.queue = queue }
    take()
  }

  func take() {
    // The audio is released after the lock.
    guard let queue = state.withLock({ $0.queue }) else { return }
    while let data = queue.poll() {
      state.withLock { $0.sums.add(data) }
    }
  }

  func read() -> [AudioLevel] {
    state.withLock { state in
      let sums = state.sums
      guard sums.frameCount > 0 else { return [] }
      let levels = sums.channels.map { channel in
        AudioLevel(
          peak: channel.peak,
          rms: Float((channel.squares / Double(sums.frameCount)).squareRoot()))
      }
      state.sums.reset()
      return levels
    }
  }
}
