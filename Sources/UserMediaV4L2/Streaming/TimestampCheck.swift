/// Makes timestamps out of a driver's, where they are to be believed, and of the clock otherwise.
///
/// Drivers stamp wrongly often enough that Chromium ignores them all (v4l2_capture_delegate.cc);
/// where they are right they know the time of capture, which the time of arrival only follows.
/// Stamps that lie ahead of the clock by a constant still know the intervals, and are moved back by
/// it: vivid stamps the end of an exposure that it does not wait for (vivid-kthread-cap.c,
/// `cap_frame_eof_offset`). The first stamp that cannot be right ends the belief, because times of
/// two kinds in turn are worse than either.
struct TimestampCheck: Sendable {
  private var last = Int64.min
  private var believes = true
  private var count = 0
  /// Microseconds by which the driver's stamps lie ahead.
  private var lead: Int64 = 0

  /// Microseconds that a stamp may lie ahead of the clock or behind the frame before it: what two
  /// processors' clocks can differ by, and a tick.
  static let tolerance: Int64 = 20_000
  /// Microseconds that all stamps may lie ahead: of slow cameras an exposure.
  static let greatestLead: Int64 = 1_000_000
  /// Microseconds that a tick can be late on a machine that is busy or emulated. The clock itself
  /// is asked of the first stamps, and of one that lies further ahead.
  static let tickLateness: Int64 = 100_000
  /// How many stamps are held against the clock itself, so that one by chance does not vouch for
  /// all.
  static let closelyChecked = 16
  /// Microseconds that a frame can be under way; an older stamp is from another clock.
  static let oldest: Int64 = 5_000_000

  /// The timestamp of a frame: always later than that of the frame before it.
  /// - Parameters:
  /// - driver: the driver's stamp in microseconds; `nil` when it is not of the monotonic clock.
  /// - tick: the clock's last tick when the frame was taken from the driver.
  /// - now: the clock then, read only when the tick does not vouch for the stamp: a system call in
  ///   virtual machines.
  mutating func timestamp(driver: Int64?, tick: Int64, now: @autoclosure () -> Int64) -> Int64 {
    if believes, let driver, let stamp = believed(driver, tick, now) {
      count += 1
      // Frames that were filled one right after the other can have the same stamp.
      last = last == .min ? stamp : max(stamp, last + 1)
    } else {
      believes = false
      last = last == .min ? now() : max(now(), last + 1)
    }
    return last
  }

  /// The stamp without its lead; `nil` when it cannot be right.
  private mutating func believed(_ driver: Int64, _ tick: Int64, _ now: () -> Int64) -> Int64? {
    let isPossible =
      driver >= tick - Self.oldest && driver <= tick + Self.tickLateness + Self.greatestLead
    guard isPossible else { return nil }
    let isFirst = count < Self.closelyChecked
    if isFirst || driver - lead > tick + Self.tickLateness {
      let now = now()
      if isFirst {
        // The frame that came soonest tells the most; one that came late has less of a lead.
        lead = max(lead, driver - now)
        guard lead <= Self.greatestLead else { return nil }
      } else if driver - lead > now + Self.tolerance {
        return nil
      }
    }
    let stamp = driver - lead
    return last == .min || stamp > last - Self.tolerance ? stamp : nil
  }
}
