import CPulse
import Glibc
import UserMediaCore

/// Runs a libpulse main loop on its own thread, with a lock for everything used on it.
///
/// It differs from `pa_threaded_mainloop` in one way: between two iterations, the thread calls
/// sinks and runs tasks with the lock released. A consumer that computes for long on this thread
/// doesn't keep others from using the connection.
///
/// Unchecked, because the lock guards all mutable state. For the same reason the runtime doesn't
/// check whether accesses overlap, which took 5 % of what a piece of audio costs.
final class PulseMainloop: @unchecked Sendable {
  /// Runs tasks on the thread.
  let executor: MainloopExecutor
  private let pulse: PulseFunctions
  private let loop: OpaquePointer
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// The lock's recursion depth.
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var afterUnlocking: [() -> Void] = []
  /// Calls that the thread makes in its next iteration.
  @exclusivity(unchecked) private var calls: [SinkCall] = []
  /// Empty; reuses its storage.
  @exclusivity(unchecked) private var spare: [SinkCall] = []
  /// Whether the thread is between two iterations, where it no longer checks for calls.
  @exclusivity(unchecked) private var isPolling = false
  /// Whether the thread is calling sinks.
  @exclusivity(unchecked) private var isCalling = false
  @exclusivity(unchecked) private var afterCalls: [() -> Void] = []
  private var thread = pthread_t()

  /// Starts the thread. The object lives until ``stop()``.
  init(_ pulse: PulseFunctions, server: String) throws(CaptureError) {
    executor = try MainloopExecutor(device: server)
    guard let loop = pulse.pa_mainloop_new() else {
      throw pulse.internalError(call: "pa_mainloop_new", server)
    }
    self.pulse = pulse
    self.loop = loop
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
    executor.listen(on: api)
    pulse.pa_mainloop_set_poll_func(
      loop,
      { descriptors, count, timeout, data in
        Unmanaged<PulseMainloop>.fromOpaque(data!).takeUnretainedValue()
          .poll(descriptors, count, timeout)
      }, Unmanaged.passUnretained(self).toOpaque())
    try startThread(server)
  }

  deinit {
    pulse.pa_mainloop_free(loop)
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// libpulse's main loop API, for timers and I/O events; used with the lock held.
  var api: UnsafeMutablePointer<pa_mainloop_api> { pulse.pa_mainloop_get_api(loop)! }

  /// Runs `body` with the lock held. May be nested, and used inside callbacks.
  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body()
  }

  /// Calls `body` once this thread has released the lock. Called with the lock held.
  func afterUnlocking(_ body: @escaping () -> Void) {
    afterUnlocking.append(body)
  }

  /// Queues a call for the thread to make before it waits again, after those queued so far. Called
  /// with the lock held.
  func enqueue(_ call: SinkCall) {
    calls.append(call)
    if isPolling { executor.wake() }
  }

  /// Calls `body` with the lock released, once any running sink calls have returned. Called with
  /// the lock held.
  func afterSinkCalls(_ body: @escaping () -> Void) {
    if isCalling { afterCalls.append(body) } else { afterUnlocking(body) }
  }

  /// Ends the thread and waits for it. Must not be called on the thread.
  func stop() {
    locked { pulse.pa_mainloop_quit(loop, 0) }
    pthread_join(thread, nil)
    executor.end()
    // Calls that were never made are released with the lock not held.
    _ = locked {
      defer { calls = [] }
      return calls
    }
  }

  private func startThread(_ server: String) throws(CaptureError) {
    let owner = Unmanaged.passRetained(self)
    let result = withSignalsBlocked {
      pthread_create(
        &thread, nil,
        { data in
          nameThisThread("UserMediaPulse")
          Unmanaged<PulseMainloop>.fromOpaque(data!).takeRetainedValue().run()
          return nil
        }, owner.toOpaque())
    }
    guard result == 0 else {
      owner.release()
      throw CaptureError(
        device: server, "cannot start a thread", call: "pthread_create", errno: result)
    }
  }

  private func run() {
    executor.begin()
    locked { _ = pulse.pa_mainloop_run(loop, nil) }
  }

  /// Polls with the lock released, after making the queued calls and running the tasks they
  /// resumed.
  private func poll(
    _ descriptors: UnsafeMutablePointer<pollfd>?, _ count: UInt, _ timeout: Int32
  ) -> Int32 {
    isPolling = true
    if calls.isEmpty { unlock() } else { makeCalls() }
    executor.runJobs()
    let result = Glibc.poll(descriptors, nfds_t(count), timeout)
    let code = errno
    lock()
    isPolling = false
    errno = code
    return result
  }

  /// Makes the queued calls. Called with the lock held; returns with it released.
  private func makeCalls() {
    var calls = calls
    self.calls = spare
    spare = []
    isCalling = true
    unlock()
    for index in calls.indices { calls[index].make() }
    // Releases what was delivered, also with the lock released.
    calls.removeAll(keepingCapacity: true)
    locked {
      spare = calls
      isCalling = false
      guard !afterCalls.isEmpty else { return }
      afterUnlocking += afterCalls
      afterCalls = []
    }
  }

  private func lock() {
    pthread_mutex_lock(mutex)
    depth += 1
  }

  private func unlock() {
    depth -= 1
    guard depth == 0, !afterUnlocking.isEmpty else {
      pthread_mutex_unlock(mutex)
      return
    }
    let calls = afterUnlocking
    afterUnlocking = []
    pthread_mutex_unlock(mutex)
    for call in calls { call() }
  }
}
