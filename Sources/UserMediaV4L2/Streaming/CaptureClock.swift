// timespec is either module's, whichever the compiler reads first.
import CV4L2
import Glibc

/// The system's monotonic clock, in microseconds.
enum CaptureClock {
  /// The time now.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}

/// Decides whether a driver's timestamp is to be believed.
///
/// Drivers stamp wrongly often enough that Chromium ignores them all (v4l2_capture_delegate.cc);
/// where they are right they know the time of capture, which the time of arrival only follows.
struct TimestampCheck: Sendable {
  private var last = Int64.min

  /// Microseconds that a stamp may lie ahead: the difference between two readings of the clock.
  static let tolerance: Int64 = 10_000
  /// Microseconds that a frame can be under way; an older stamp is from another clock.
  static let oldest: Int64 = 5_000_000

  /// The timestamp of a frame.
  /// - Parameters:
  ///   - driver: the driver's stamp in microseconds; `nil` when it is not of the monotonic clock.
  ///   - now: the clock when the frame was taken from the driver.
  mutating func timestamp(driver: Int64?, now: Int64) -> Int64 {
    var result = now
    if let driver, driver <= now + Self.tolerance, driver >= now - Self.oldest, driver > last {
      result = driver
    }
    // Never back, even when the clock's time follows a stamp that was a little ahead.
    last = max(result, last)
    return last
  }
}
