import Glibc

/// The clock of all timestamps.
package enum MonotonicClock {
  /// The current time in microseconds of `CLOCK_MONOTONIC`.
  package static var now: Int64 { nanoseconds / 1000 }

  /// The current time in nanoseconds of the same clock.
  package static var nanoseconds: Int64 { read(CLOCK_MONOTONIC) }
}

/// The wall clock, which can be set.
package enum RealTimeClock {
  /// The current time in microseconds of `CLOCK_REALTIME`.
  package static var now: Int64 { read(CLOCK_REALTIME) / 1000 }
}

@inline(__always)
private func read(_ clock: clockid_t) -> Int64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
