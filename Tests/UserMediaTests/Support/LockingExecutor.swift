import Dispatch
import Foundation
import Glibc
import Synchronization

/// Runs tasks on a queue of its own, under a lock that enqueuing takes as well.
final class LockingExecutor: TaskExecutor {
  /// What a program might guard with the same lock; recursive, because to stop a track is to resume
  /// the loops over it.
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

  /// Calls `body` and waits until somebody has begun to enqueue a job since.
  /// - Returns: whether somebody did within a minute.
  func hasJob(after body: () -> Void) -> Bool {
    isEntered.store(false, ordering: .releasing)
    body()
    for _ in 0..<600_000 where !isEntered.load(ordering: .acquiring) { usleep(100) }
    return isEntered.load(ordering: .acquiring)
  }
}
