import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// The thread that captures from all cameras of a driver: its interface to other threads. What it
/// runs is a ``CaptureLoop``. It starts with the first stream and ends with the last.
///
/// It also runs the tasks that prefer it (``enqueue(_:)``), so that a short consumer handles its
/// frame at once, without waking another thread.
final class CaptureThread: Sendable {
  enum Command {
    case add(CaptureStream)
    case remove(CaptureStream, CheckedContinuation<Void, Never>)
    case end(CaptureStream, CaptureError)
  }

  struct State {
    var commands: [Command] = []
    var jobs: [UnownedJob] = []
    var isRunning = false

    var isBusy: Bool { !commands.isEmpty || !jobs.isEmpty }
  }

  let state = Mutex(State())
  let loop: CaptureLoop
  private let wakeUp: OwnedFile
  /// The running thread's `pthread_t`; 0 if it isn't running.
  private let running = Atomic<UInt>(0)

  /// Prepares the thread without starting it.
  init() throws(CaptureError) {
    wakeUp = try OwnedFile("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    loop = try CaptureLoop(wakeUp: wakeUp.number)
  }

  /// The loop, for code that runs on the thread; `nil` on other threads.
  var ownLoop: CaptureLoop? {
    running.load(ordering: .relaxed) == UInt(pthread_self()) ? loop : nil
  }

  /// Delivers a started stream's frames from now on.
  func add(_ stream: CaptureStream) throws(CaptureError) {
    try send(.add(stream))
  }

  /// Ends a stream that couldn't be restarted, and reports the error to its sink.
  func end(_ stream: CaptureStream, _ error: CaptureError) {
    do throws(CaptureError) { try send(.end(stream, error)) } catch {
      // No thread delivers anything now, so the sink still has one caller at a time.
      stream.sink.captureEnded(error)
    }
  }

  /// Removes a stream. Once this returns, its sink isn't called any more.
  func remove(_ stream: CaptureStream) async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        guard state.isRunning else {
          stream.isCancelled = true
          return true
        }
        state.commands.append(.remove(stream, continuation))
        return false
      }
      if isIdle { continuation.resume() } else { wake() }
    }
  }

  private func send(_ command: Command) throws(CaptureError) {
    let code = runAndChange { $0.commands.append(command) }
    if code != 0 {
      throw CaptureError(
        device: "V4L2", "cannot start its thread", call: "pthread_create", errno: code)
    }
    wake()
  }

  /// Changes the thread's work, and starts the thread if necessary.
  /// - Returns: 0, or the errno if the thread can't start; then nothing was changed.
  func runAndChange(_ change: (inout State) -> Void) -> Int32 {
    state.withLock { state in
      if !state.isRunning {
        let code = startThread()
        guard code == 0 else { return code }
        state.isRunning = true
      }
      change(&state)
      return 0
    }
  }

  func wake() {
    // Fails only if the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(wakeUp.number, 1)
  }

  /// Whether there is more work; otherwise marks the thread as ended.
  func hasMoreWork() -> Bool {
    state.withLock { state in
      state.isRunning = state.isBusy
      if !state.isRunning { running.store(0, ordering: .relaxed) }
      return state.isRunning
    }
  }

  private func startThread() -> Int32 {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let code = withSignalsBlocked {
      pthread_create(
        &thread, nil,
        { context in
          // Balances `passRetained` when the thread ends.
          let thread = Unmanaged<CaptureThread>.fromOpaque(context!).takeRetainedValue()
          usermedia_name_thread("usermedia-v4l2")
          thread.running.store(UInt(pthread_self()), ordering: .relaxed)
          thread.loop.run(for: thread)
          return nil
        }, context.toOpaque())
    }
    if code == 0 { pthread_detach(thread) } else { context.release() }
    return code
  }
}
