import Synchronization
import Testing
import UserMediaCore

@testable import UserMedia

/// A loop on the capture thread with a backlog of frames.
@Suite struct BacklogTests {
  /// An executor that counts its calls.
  private final class Executor: CaptureExecutor {
    let served = Mutex(0)
    let othersWait = Atomic(false)

    func enqueue(_ job: consuming ExecutorJob) {
      UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }

    func takeData() -> Bool { false }

    func serveDevices() -> Bool {
      served.withLock { $0 += 1 }
      return othersWait.load(ordering: .relaxed)
    }
  }

  @Test func devicesAreServedBetweenQueuedElements() {
    let (executor, queue) = (Executor(), FrameQueue<Int>(.newest(8)))
    var isAwaited = false
    for number in 0..<5 { queue.push(number) }
    for number in 0..<5 { #expect(queue.take(from: executor, isAwaited: &isAwaited) == number) }
    #expect(executor.served.withLock { $0 } == 5)
    #expect(!isAwaited)
    // Nothing is waiting: the device is asked for the next element instead.
    #expect(queue.take(from: executor, isAwaited: &isAwaited) == nil)
    #expect(executor.served.withLock { $0 } == 5)
  }

  @Test func aLoopYieldsToWaitingTasks() {
    let (executor, queue) = (Executor(), FrameQueue<Int>(.newest(8)))
    executor.othersWait.store(true, ordering: .relaxed)
    var isAwaited = false
    queue.push(1)
    #expect(queue.take(from: executor, isAwaited: &isAwaited) == 1)
    #expect(isAwaited)
  }
}
