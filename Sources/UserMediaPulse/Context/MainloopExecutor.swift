import CPulse
import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Runs tasks on the thread of a ``PulseMainloop``, so that a consumer gets its sound without
/// another thread having to wake.
///
/// They run between two rounds of the loop, without its lock. A task may compute there; while it
/// does, no sound of any microphone of the same server is delivered, so it should take less time
/// than the sound that it takes lasts.
final class MainloopExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    /// Empty: memory to be used again.
    var spare: [UnownedJob] = []
    var isOver = false
  }

  private let state = Mutex(State())
  /// The thread, which looks for jobs before it waits; 0 before it runs.
  private let thread = Atomic<UInt>(0)
  /// An `eventfd` that is readable when another thread added jobs.
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

  /// Runs a piece of a task; on the loop's own thread without a system call.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = state.withLock { state in
      if !state.isOver { state.jobs.append(job) }
      return !state.isOver
    }
    guard isTaken else { return runElsewhere(job) }
    if thread.load(ordering: .relaxed) != UInt(pthread_self()) { wake() }
  }

  /// Notes which thread runs the jobs. Called on it, first.
  func begin() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
  }

  /// Ends a loop's waiting when another thread adds jobs; before the loop runs.
  func listen(on api: UnsafeMutablePointer<pa_mainloop_api>) {
    _ = api.pointee.io_new(
      api, signal, PA_IO_EVENT_INPUT,
      { _, _, _, _, data in
        // The jobs run before the loop waits again.
        Unmanaged<MainloopExecutor>.fromOpaque(data!).takeUnretainedValue().clearSignal()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func clearSignal() {
    var count: eventfd_t = 0
    eventfd_read(signal, &count)
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
  /// that no task keeps sound waiting by yielding to itself. Called on the thread.
  func runJobs() {
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

  /// Ends the thread's waiting.
  func wake() {
    // Fails only when the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(signal, 1)
  }
}
