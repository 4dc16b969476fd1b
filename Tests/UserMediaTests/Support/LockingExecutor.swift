import Dispatch
import Foundation
import Glibc
import Synchronization

/// Runs tasks on its own queue, under a lock that enqueuing takes as well.
final class LockingExecutor: TaskExecutor {
  /// The lock, recursive because stopping a track resumes the loops over it.
  let lock = NSRecursiveLock()
  private let queue = DispatchQueue(label: "locking executor")
  private let isEntered = Atomic(false)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    isEntered.store(true, ordering: .releasing)
    lock.withLock {
      queue.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  /// Calls `body` and waits until a job starts to be enqueued.
  /// - Returns: whether that happened within a minute.
  func hasJob(after body: () -> Void) -> Bool {
    isEntered.store(false, ordering: .releasing)
    body()
    for _ in 0..<600_000 where !isEntered.load(ordering: .acquiring) { usleep(100) }
    return isEntered.load(ordering: .acquiring)
  }
}
