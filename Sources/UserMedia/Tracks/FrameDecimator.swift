import Synchronization

/// Leaves out frames so that a track's rate is held on a faster device (Media Capture and Streams,
/// `resizeMode`: "crop-and-scale" may decimate).
final class FrameDecimator: Sendable {
  private let interval: Int64
  private let due: Mutex<Int64?> = Mutex(nil)

  /// A decimator to `framesPerSecond`.
  init(framesPerSecond: Double) {
    interval = Int64(1_000_000 / framesPerSecond)
  }

  /// Whether the frame at `timestamp` (microseconds) is one to keep.
  ///
  /// A frame may come a quarter of an interval early, because no two clocks agree; after a gap the
  /// count starts again.
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
