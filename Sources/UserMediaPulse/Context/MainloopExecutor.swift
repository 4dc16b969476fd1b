import CPulse
import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Runs tasks on the thread of a ``PulseMainloop``, so that a consumer receives audio without
/// waking another thread.
///
/// Tasks run between two iterations of the loop, with its lock released. While a task computes, no
/// microphone of the same server delivers audio, so a task should take less time than the audio it
/// handles lasts.
final class MainloopExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    /// Empty; reuses its storage.
    var spare: [UnownedJob] = []
    var isOver = false
  }

  private let state = Mutex(State())
  /// The loop's thread, which checks for jobs before it waits; 0 before it runs.
  private let thread = Atomic<UInt>(0)
  /// An `eventfd` that becomes readable when another thread adds jobs.
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

  /// Enqueues a job; makes no system call if called on the loop's own thread.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = state.withLock { state in
      if !state.isOver { state.jobs.append(job) }
      return !state.isOver
    }
    guard isTaken else { return runElsewhere(job) }
    if thread.load(ordering: .relaxed) != UInt(pthread_self()) { wake() }
  }

  /// Records the thread that runs the jobs. Called on that thread, before anything else.
  func begin() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
  }

  /// Lets other threads wake the loop when they add jobs. Called before the loop runs.
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

  /// Marks the thread as ended. From now on jobs run on another thread, because a job must run
  /// somewhere.
  func end() {
    let jobs = state.withLock { state in
      state.isOver = true
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in jobs { runElsewhere(job) }
  }

  /// Runs the jobs queued so far; called on the thread. Jobs enqueued meanwhile wait for the next
  /// iteration, so that a task that keeps yielding can't delay audio.
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

  /// Wakes the thread.
  func wake() {
    // Fails only if the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(signal, 1)
  }
}
