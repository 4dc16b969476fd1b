import Dispatch
import Glibc
import SinkTestSupport
import Testing
import UserMediaCore

@testable import UserMediaPulse

/// Tasks on a connection's thread, without a connection.
@Suite struct MainloopExecutorTests {
  @Test func tasksRunOnOneThread() async throws {
    let context = try PulseContext(server: "unix:/nonexistent", timeout: .seconds(1))
    let threads = await withTaskGroup(of: Set<pthread_t>.self) { group in
      for _ in 0..<50 {
        group.addTask(executorPreference: context.executor) {
          var threads: Set<pthread_t> = []
          for _ in 0..<20 {
            threads.insert(pthread_self())
            await Task.yield()
          }
          await Task.detached { await Task.yield() }.value
          return threads.union([pthread_self()])
        }
      }
      return await group.reduce(into: Set()) { $0.formUnion($1) }
    }
    #expect(threads.count == 1)
    context.shutDown()
  }

  @Test func aComputingTaskDoesNotBlockTheConnection() async throws {
    let context = try PulseContext(server: "unix:/nonexistent", timeout: .seconds(1))
    let task = Task(executorPreference: context.executor) { Self.canLock(context) }
    #expect(await task.value)
    context.shutDown()
  }

  @Test func aTaskIsResumedWithTheLockReleased() async throws {
    let context = try PulseContext(server: "unix:/nonexistent", timeout: .seconds(1))
    let task = Task(executorPreference: InlineExecutor()) {
      await #expect(throws: CaptureError.self) { try await context.connect() }
      return Self.canLock(context)
    }
    #expect(await task.value)
    context.shutDown()
  }

  /// Whether another thread can take the lock while this one is busy.
  private static func canLock(_ context: PulseContext) -> Bool {
    let locked = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      context.locked {}
      locked.signal()
    }
    return locked.wait(timeout: .now() + 30) == .success
  }

  @Test func tasksContinueAfterTheThreadHasEnded() async throws {
    let context = try PulseContext(server: "unix:/nonexistent", timeout: .seconds(1))
    let (turns, turn) = AsyncStream.makeStream(of: Void.self)
    let task = Task(executorPreference: context.executor) {
      for await _ in turns {}
      return true
    }
    turn.yield()
    context.shutDown()
    turn.finish()
    #expect(await task.value)
  }
}
