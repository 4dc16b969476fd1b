import UserMediaCore

/// When sources release devices, and how stand-ins are paced.
struct SourceTiming: Sendable {
  /// The clock for both.
  let clock: any Clock<Duration>
  /// How long all tracks of a device must be disabled before it is released. The specification
  /// allows three seconds; closing takes part of them.
  var releaseDelay: Duration = .seconds(2)

  /// The clock of all timestamps, which stops while the system sleeps.
  static let system = SourceTiming(clock: SuspendingClock())

  /// Returns after ``releaseDelay``, or when the task is cancelled.
  func waitBeforeRelease() async {
    try? await clock.sleep(for: releaseDelay)
  }

  /// Calls `body` every `interval` with the numbers from 0 upward, until the task is cancelled.
  ///
  /// After a delay, catches up with at most the `longestQueue` latest numbers and skips the earlier
  /// ones, so that a process that was stopped does not resume with a burst.
  func pace(
    every interval: Duration, longestQueue: Int64, _ body: (Int64) -> Void
  ) async {
    await Self.pace(on: clock, every: interval, longestQueue, body)
  }

  private static func pace<C: Clock<Duration>>(
    on clock: C, every interval: Duration, _ longestQueue: Int64, _ body: (Int64) -> Void
  ) async {
    let start = clock.now
    var index: Int64 = 0
    while !Task.isCancelled {
      body(index)
      index += 1
      let due = start.advanced(by: interval * Int(index))
      try? await clock.sleep(until: due, tolerance: nil)
      let newest = Int64(start.duration(to: clock.now) / interval)
      index = max(index, newest - longestQueue)
    }
  }
}
