import Glibc
import Testing

@testable import UserMediaV4L2

/// Tasks on the capture thread, where no camera streams.
@Suite struct CaptureThreadExecutorTests {
  @Test func tasksRunOnTheThreadEachTimeItIsStarted() async throws {
    let thread = try CaptureThread()
    for _ in 0..<5 {
      let task = Task(executorPreference: thread) {
        let before = threadName()
        await Task.yield()
        return [before, threadName()]
      }
      #expect(await task.value == ["usermedia-v4l2", "usermedia-v4l2"])
    }
  }

  @Test func everyTaskRunsToItsEnd() async throws {
    let thread = try CaptureThread()
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 0..<50 {
        group.addTask(executorPreference: thread) {
          for _ in 0..<20 { await Task.yield() }
          return number
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 49 * 50 / 2)
  }

  @Test func tasksReturnToTheThreadAfterAnAwaitElsewhere() async throws {
    let thread = try CaptureThread()
    let name = await Task(executorPreference: thread) {
      await Task.detached { await Task.yield() }.value
      return threadName()
    }.value
    #expect(name == "usermedia-v4l2")
  }
}

/// The name of the calling thread.
private func threadName() -> String {
  guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
  defer { fclose(file) }
  var name = [CChar](repeating: 0, count: 64)
  fgets(&name, Int32(name.count), file)
  return String(decoding: name.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init), as: UTF8.self)
}
