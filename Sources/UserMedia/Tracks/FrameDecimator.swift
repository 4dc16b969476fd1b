import Synchronization

/// Drops frames to keep a track's rate on a faster device (Media Capture and Streams, `resizeMode`:
/// "crop-and-scale" may decimate).
final class FrameDecimator: Sendable {
  private let interval: Int64
  private let due: Mutex<Int64?> = Mutex(nil)

  /// Creates a decimator to `framesPerSecond`.
  init(framesPerSecond: Double) {
    interval = Int64(1_000_000 / framesPerSecond)
  }

  /// Whether to keep the frame at `timestamp` (microseconds).
  ///
  /// A frame may come a quarter of an interval early, because clocks never agree exactly; the
  /// schedule restarts after a gap.
  func keeps(_ timestamp: Int64) -> Bool {
    due.withLock { due in
      guard let expected = due, abs(timestamp - expected) < 4 * interval else {
        due = timestamp + interval
        return true
      }
      guard timestamp >= expected - interval / 4 else { return false }
      due = max(expected + interval, timestamp + interval / 2)
      return true
    }
  }
}
