import Synchronization

/// Notices that none of a track's frames can be decoded, so that the track does not stay silent
/// forever.
final class UndecodableFrames: Sendable {
  private struct Run {
    /// Time of the first frame: microseconds of the monotonic clock.
    let start: Int64
    var count: Int
  }

  /// Read for each frame, so that a good one takes no lock.
  private let isRunning = Atomic(false)
  private let run = Mutex<Run?>(nil)

  /// As long as a camera may stay silent before its tracks end: one second and four more.
  static let longestDuration: Int64 = 5_000_000
  /// A slow camera, or one behind a suspended program, must also have sent this many.
  static let mostFrames = 10

  /// Counts a frame at `time`, in microseconds of the monotonic clock.
  /// - Returns: whether there have been nothing but such frames for too long.
  func add(at time: Int64) -> Bool {
    run.withLock { run in
      var current = run ?? Run(start: time, count: 0)
      current.count += 1
      run = current
      isRunning.store(true, ordering: .relaxed)
      return current.count >= Self.mostFrames && time - current.start >= Self.longestDuration
    }
  }

  /// Starts over after a frame that was decoded.
  func end() {
    guard isRunning.load(ordering: .relaxed) else { return }
    run.withLock { run in
      run = nil
      isRunning.store(false, ordering: .relaxed)
    }
  }
}
