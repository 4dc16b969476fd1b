import CV4L2
import Glibc
import UserMediaCore

extension MonotonicClock {
  /// Microseconds at the last tick, at most ten milliseconds ago: read from memory, where the time
  /// itself can take a system call and a slow device, as in virtual machines.
  @inline(__always)
  static var tick: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
