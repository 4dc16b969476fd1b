/// Produces a frame's timestamp: the driver's where it is plausible, the clock's otherwise.
///
/// Drivers get timestamps wrong so often that Chromium ignores them all (v4l2_capture_delegate.cc).
/// But correct ones give the time of capture, which is more precise than the time of arrival.
/// Timestamps that are ahead of the clock by a constant still have the right intervals, so that
/// lead is subtracted: vivid reports the end of an exposure that it doesn't wait for
/// (vivid-kthread-cap.c, `cap_frame_eof_offset`). After the first implausible timestamp the clock
/// is used for good, because a mix of two kinds of time is worse than either.
struct TimestampCheck: Sendable {
  private var last = Int64.min
  private var trustsDriver = true
  private var count = 0
  /// How far the driver's timestamps are ahead of the clock, in microseconds.
  private var lead: Int64 = 0

  /// How far a timestamp may be ahead of the clock or behind the previous frame's, in microseconds:
  /// the difference between two processors' clocks, plus a tick.
  static let tolerance: Int64 = 20_000
  /// The largest constant lead, in microseconds: a slow camera's exposure time.
  static let maximumLead: Int64 = 1_000_000
  /// How late a tick can be on a busy or emulated machine, in microseconds. The exact clock is read
  /// for the first timestamps, and for any that is further ahead.
  static let tickLateness: Int64 = 100_000
  /// How many timestamps are compared with the exact clock, so that a chance match doesn't vouch
  /// for all of them.
  static let exactlyCheckedCount = 16
  /// The longest time from capture to arrival, in microseconds; an older timestamp is from another
  /// clock.
  static let maximumAge: Int64 = 5_000_000

  /// Returns a frame's timestamp in microseconds, always later than the previous frame's.
  /// - Parameters:
  /// - driver: the driver's timestamp in microseconds; `nil` if it isn't from the monotonic clock.
  /// - tick: the coarse time at which the frame was dequeued.
  /// - now: the exact time, read only if the tick can't confirm the timestamp: it takes a system
  ///   call in virtual machines.
  mutating func timestamp(driver: Int64?, tick: Int64, now: @autoclosure () -> Int64) -> Int64 {
    if trustsDriver, let driver, let timestamp = plausible(driver, tick, now) {
      count += 1
      // Frames captured in quick succession can have equal timestamps.
      last = last == .min ? timestamp : max(timestamp, last + 1)
    } else {
      trustsDriver = false
      last = last == .min ? now() : max(now(), last + 1)
    }
    return last
  }

  /// The timestamp minus its lead; `nil` if it is implausible.
  private mutating func plausible(_ driver: Int64, _ tick: Int64, _ now: () -> Int64) -> Int64? {
    let isPossible =
      driver >= tick - Self.maximumAge && driver <= tick + Self.tickLateness + Self.maximumLead
    guard isPossible else { return nil }
    let isFirst = count < Self.exactlyCheckedCount
    if isFirst || driver - lead > tick + Self.tickLateness {
      let now = now()
      if isFirst {
        // The frame that arrived fastest shows the true lead; one that was delayed shows less.
        lead = max(lead, driver - now)
        guard lead <= Self.maximumLead else { return nil }
      } else if driver - lead > now + Self.tolerance {
        return nil
      }
    }
    let timestamp = driver - lead
    return last == .min || timestamp > last - Self.tolerance ? timestamp : nil
  }
}
