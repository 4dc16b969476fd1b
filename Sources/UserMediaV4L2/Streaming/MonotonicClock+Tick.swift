import CV4L2
import Glibc
import UserMediaCore

extension MonotonicClock {
  /// The time of the kernel's last tick in microseconds, at most ten milliseconds ago. It is read
  /// from memory; the exact time can take a system call and a slow device, as in virtual machines.
  @inline(__always)
  static var tick: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
