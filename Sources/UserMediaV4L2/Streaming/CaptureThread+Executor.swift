import Dispatch
import Glibc
import Synchronization

extension CaptureThread: TaskExecutor {
  /// Runs a piece of a task between the frames; from the thread itself without a system call.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let code = runAndChange { $0.jobs.append(job) }
    guard code == 0 else {
      // A job must run somewhere, also where no thread is to be had.
      return DispatchQueue.global().async { [self] in
        job.runSynchronously(on: asUnownedTaskExecutor())
      }
    }
    if running.load(ordering: .relaxed) != UInt(pthread_self()) { wake() }
  }

  /// Runs the jobs that wait now. Those that come meanwhile wait for the next time, so that no task
  /// keeps frames waiting by yielding to itself.
  ///
  /// - Parameter jobs: Empty, and left empty: memory to be used again.
  /// - Returns: whether there is more to do meanwhile.
  func runJobs(_ jobs: inout [UnownedJob]) -> Bool {
    let isBusy = state.withLock { state in
      swap(&state.jobs, &jobs)
      return state.isBusy
    }
    guard !jobs.isEmpty else { return isBusy }
    for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    jobs.removeAll(keepingCapacity: true)
    return state.withLock { $0.isBusy }
  }
}
