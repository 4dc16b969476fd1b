import Dispatch
import Synchronization
import UserMediaCore

extension CaptureThread: CaptureExecutor {
  /// Runs a job between frames; makes no system call if called on the thread itself.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let code = runAndChange { $0.jobs.append(job) }
    guard code == 0 else {
      // A job must run somewhere, even if no thread can be started.
      return DispatchQueue.global().async { [self] in
        job.runSynchronously(on: asUnownedTaskExecutor())
      }
    }
    if ownLoop == nil { wake() }
  }

  func takeData() -> Bool {
    guard let loop = ownLoop, !loop.isInTurn, loop.hasStreams, !hasJobs(loop) else { return false }
    return loop.turn(for: self)
  }

  func serveDevices() -> Bool {
    guard let loop = ownLoop, !loop.isInTurn else { return false }
    // A task that yields lets the loop take a turn, too.
    if hasJobs(loop) { return true }
    if loop.hasStreams { loop.turn(for: self, waits: false) }
    return hasJobs(loop)
  }

  private func hasJobs(_ loop: CaptureLoop) -> Bool {
    loop.hasJobs || !state.withLock { $0.jobs.isEmpty }
  }
}
