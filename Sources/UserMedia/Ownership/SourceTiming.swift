import UserMediaCore

/// When sources give devices back, and at what pace stand-ins come.
struct SourceTiming: Sendable {
  /// The clock that both go by.
  let clock: any Clock<Duration>
  /// How long all tracks of a device are disabled before it is given back. The specification says
  /// three seconds; closing takes a part of them.
  var releaseDelay: Duration = .seconds(2)

  /// The clock of all timestamps, which stands still while the system sleeps.
  static let system = SourceTiming(clock: SuspendingClock())

  /// Returns after ``releaseDelay``, or when the task is cancelled.
  func waitBeforeRelease() async {
    try? await clock.sleep(for: releaseDelay)
  }

  /// Calls `body` every `interval` with the numbers from 0 on, until the task is cancelled; after a
  /// delay it catches up.
  func pace(every interval: Duration, _ body: (Int64) -> Void) async {
    await Self.pace(on: clock, every: interval, body)
  }

  private static func pace<C: Clock<Duration>>(
    on clock: C, every interval: Duration, _ body: (Int64) -> Void
  ) async {
    var due = clock.now
    var index: Int64 = 0
    while !Task.isCancelled {
      body(index)
      index += 1
      due = due.advanced(by: interval)
      try? await clock.sleep(until: due, tolerance: nil)
    }
  }
}
