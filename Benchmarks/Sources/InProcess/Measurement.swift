import CAllocations
import Glibc

/// The cost of one call to this thread, whatever else the machine does.
struct Measurement {
  var microseconds: Double
  var allocations: Double
  var allocatedBytes: Double

  /// Measures the median CPU time of `rounds` rounds of `calls` calls, and the allocations of the
  /// last round.
  init(rounds: Int = 15, calls: Int, _ body: () throws -> Void) rethrows {
    var times: [Double] = []
    var used = (count: 0, bytes: 0)
    for _ in 0..<rounds {
      let before = allocations_so_far()
      let start = threadTime()
      for _ in 0..<calls { try body() }
      times.append((threadTime() - start) / Double(calls))
      let after = allocations_so_far()
      used = (after.count - before.count, after.bytes - before.bytes)
    }
    microseconds = times.median
    allocations = Double(used.count) / Double(calls)
    allocatedBytes = Double(used.bytes) / Double(calls)
  }
}

/// The CPU time of this thread, in microseconds.
private func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1000
}

/// The CPU time of this process, user and system, in microseconds.
func processorTime() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return [usage.ru_utime, usage.ru_stime].reduce(0) {
    $0 + Double($1.tv_sec) * 1e6 + Double($1.tv_usec)
  }
}

extension [Double] {
  /// The median.
  var median: Double { percentile(50) }

  /// The smallest value that `percent` percent of the values don't exceed.
  func percentile(_ percent: Double) -> Double {
    let index = Int((Double(count - 1) * percent / 100).rounded(.up))
    return isEmpty ? .nan : sorted()[index]
  }
}
