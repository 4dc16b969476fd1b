import CAllocations
import Glibc
import UserMedia

/// One camera with 1, 8 and 64 consumers.
enum Consumers {
  private static let rate = 60.0
  private static let seconds = 4.0

  static func figures() async throws -> [Figure] {
    var figures: [Figure] = []
    for count in [1, 8, 64] {
      let run = try await run(count)
      let name = "\(count) consumers"
      func add(_ unit: String, _ value: Double) {
        figures.append(Figure(group: "consumers of a camera", name: name, unit: unit, value: value))
      }
      add("µs CPU a consumer and frame", run.processorTime / run.delivered)
      add("allocations a frame", run.allocations / run.frames)
      add("bytes allocated a frame", run.bytes / run.frames)
      add("µs from capture to consumer, p50", run.delays.percentile(50))
      add("µs from capture to consumer, p99", run.delays.percentile(99))
    }
    return figures
  }

  private struct Run {
    var frames = 0.0
    var delivered = 0.0
    var processorTime = 0.0
    var allocations = 0.0
    var bytes = 0.0
    var delays: [Double] = []
  }

  private static func run(_ count: Int) async throws -> Run {
    let camera = try await syntheticCamera(.yuyv, 320, 180, rate: rate)
    let frames = Int(rate * seconds)
    return await withTaskGroup(of: [Double].self) { group in
      for _ in 0..<count {
        group.addTask {
          var delays: [Double] = []
          delays.reserveCapacity(frames * 2)
          for await frame in camera.videoFrames(.newest(4)) {
            delays.append(Double(monotonicMicroseconds() - frame.timestamp))
          }
          return delays
        }
      }
      // The first frames allocate what later ones reuse.
      try? await Task.sleep(for: .seconds(0.5))
      let (time, memory) = (processorTime(), allocations_so_far())
      try? await Task.sleep(for: .seconds(seconds))
      var run = Run()
      run.processorTime = processorTime() - time
      let used = allocations_so_far()
      run.allocations = Double(used.count - memory.count)
      run.bytes = Double(used.bytes - memory.bytes)
      camera.stop()
      run.frames = rate * seconds
      run.delivered = run.frames * Double(count)
      for await delays in group { run.delays += delays }
      return run
    }
  }

  private static func monotonicMicroseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
  }
}
