import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// The one thread that takes frames from every camera of a driver, as others see it; what it does is
/// a ``CaptureLoop``. It starts with the first stream and ends with the last.
///
/// It runs the tasks that prefer it as well (``enqueue(_:)``), so that a consumer whose work is
/// short gets its frame on the spot, without another thread having to wake.
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
  /// The thread while it runs; 0 otherwise.
  private let running = Atomic<UInt>(0)

  /// Prepares the thread; it does not run yet.
  init() throws(CaptureError) {
    wakeUp = try OwnedFile("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    loop = try CaptureLoop(wakeUp: wakeUp.number)
  }

  /// What the thread does, for who runs on it; `nil` elsewhere.
  var ownLoop: CaptureLoop? {
    running.load(ordering: .relaxed) == UInt(pthread_self()) ? loop : nil
  }

  /// Delivers the frames of a stream that was started, from now on.
  func add(_ stream: CaptureStream) throws(CaptureError) {
    try send(.add(stream))
  }

  /// Tells the sink of a stream that could not be started again that it is over.
  func end(_ stream: CaptureStream, _ error: CaptureError) {
    do throws(CaptureError) { try send(.end(stream, error)) } catch {
      // Without a thread nothing delivers, so the sink is still called by one at a time.
      stream.sink.captureEnded(error)
    }
  }

  /// Delivers nothing more of a stream; when it returns, its sink hears nothing more.
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

  /// Changes what the thread is to do; it is started for that if need be.
  /// - Returns: 0, or the error number of starting it; then nothing was changed.
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
    // Fails only when the counter is full, and then the thread wakes anyway (eventfd(2)).
    eventfd_write(wakeUp.number, 1)
  }

  /// Whether there is more to do for the thread, which otherwise ends.
  func goesOn() -> Bool {
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
          // Retained for the thread, which releases it as it ends.
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
