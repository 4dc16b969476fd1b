import CPulse
import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Runs tasks on the thread that serves a ``PulseContext``, so that a consumer whose work is short
/// is resumed with its sound on the spot, without another thread having to wake.
///
/// They run with the context's lock held, as every callback does.
final class MainloopExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    /// Empty: memory to be used again.
    var spare: [UnownedJob] = []
    var isOver = false
  }

  private let state = Mutex(State())
  /// The thread while it is going to look for jobs by itself; 0 otherwise.
  private let lookingThread = Atomic<UInt>(0)
  /// An `eventfd` that is readable when there are jobs that nobody is going to look for.
  private let signal: Int32

  init(device: String) throws(CaptureError) {
    signal = aboveStandardStreams(eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    guard signal >= 0 else {
      throw CaptureError(device: device, "cannot wait for sound", call: "eventfd", errno: errno)
    }
  }

  deinit {
    close(signal)
  }

  /// Runs a piece of a task; from a callback of sound without a system call.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = state.withLock { state in
      if !state.isOver { state.jobs.append(job) }
      return !state.isOver
    }
    guard isTaken else { return runElsewhere(job) }
    if lookingThread.load(ordering: .relaxed) != UInt(pthread_self()) { wake() }
  }

  /// Calls `body`, and then runs what it resumed. Called on the thread.
  func runningJobs(after body: () -> Void) {
    lookingThread.store(UInt(pthread_self()), ordering: .relaxed)
    body()
    runJobs()
    lookingThread.store(0, ordering: .relaxed)
  }

  /// Has a loop look for jobs when the signal tells of some, until it is freed; before its thread
  /// runs.
  func listen(on api: UnsafeMutablePointer<pa_mainloop_api>) {
    _ = api.pointee.io_new(
      api, signal, PA_IO_EVENT_INPUT,
      { _, _, _, _, data in
        Unmanaged<MainloopExecutor>.fromOpaque(data!).takeUnretainedValue().runSignalledJobs()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs the jobs that the signal tells of. Called on the thread.
  private func runSignalledJobs() {
    var count: eventfd_t = 0
    eventfd_read(signal, &count)
    runningJobs {}
  }

  /// The thread has ended; jobs run elsewhere from now on, because they must somewhere.
  func end() {
    let jobs = state.withLock { state in
      state.isOver = true
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in jobs { runElsewhere(job) }
  }

  /// Runs the jobs that wait now. Those that come meanwhile wait for the thread's next round, so
  /// that no task keeps sound waiting by yielding to itself.
  private func runJobs() {
    var jobs = state.withLock { state in
      let jobs = state.jobs
      state.jobs = state.spare
      state.spare = []
      return jobs
    }
    for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    jobs.removeAll(keepingCapacity: true)
    let isMore = state.withLock { state in
      state.spare = jobs
      return !state.jobs.isEmpty
    }
    if isMore { wake() }
  }

  private func runElsewhere(_ job: UnownedJob) {
    DispatchQueue.global().async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func wake() {
    // Fails only when the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(signal, 1)
  }
}
