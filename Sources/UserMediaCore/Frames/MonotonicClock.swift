import Glibc

/// The clock of all timestamps.
package enum MonotonicClock {
  /// Microseconds on `CLOCK_MONOTONIC`.
  package static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
