import Synchronization
import UserMediaConversion
import UserMediaCore

/// Tells how loud a track is, for as long as it is held.
///
/// It measures on the driver's thread as sound arrives: no thread wakes for it and nothing is
/// allocated, so that it can be left on. Read it as often as something is drawn:
///
///     let meter = LevelMeter(track)
///     …
///     for level in meter.read() { draw(level.peakDBFS, level.rmsDBFS) }
public final class LevelMeter: Sendable {
  private let measurement = Measurement()
  private let consumer: TrackConsumer<AudioData>

  /// A meter of a track; of one that carries pictures it reads nothing.
  public init(_ track: MediaStreamTrack) {
    // A queue that is emptied whenever it is filled, on the thread that fills it.
    consumer = TrackConsumer(
      port: track.audioPort, buffering: .latest, size: { $0.byteCount },
      wake: { [weak measurement] in measurement?.take() })
    measurement.begin(consumer.queue)
  }

  /// The level of each channel since the last reading, or since the meter was made; empty when no
  /// sound has come since.
  public func read() -> [AudioLevel] { measurement.read() }
}

/// What a meter has measured. It is held by the meter alone; the track's port knows only the queue.
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
    // Sound is released after the lock.
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
