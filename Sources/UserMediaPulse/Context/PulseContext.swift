import CPulse
import UserMediaCore

/// A connection to a sound server and the thread that serves it. libpulse is called here, in the
/// extensions, and by ``PulseStream`` and ``PulseMainloop``.
///
/// libpulse's objects are used by one thread at a time, so everything that is not `async` and not
/// ``locked(_:)`` itself is called inside ``locked(_:)`` or inside a callback, which runs with the
/// lock held. Sinks are called, tasks are resumed, and tasks on the ``executor`` run with the lock
/// released.
///
/// Unchecked, because all that changes is guarded by that lock.
final class PulseContext: @unchecked Sendable {
  /// The server for a person: its address, where one was given.
  let serverName: String
  /// The server's address; `nil` for the user's own.
  let server: String?
  /// How long connecting may take, and an answer.
  let timeout: Duration
  /// libpulse's functions; kept here, so that sound need not ask whether they are loaded.
  let pulse: PulseFunctions
  private let loop: PulseMainloop
  /// The connection as libpulse has it; `nil` while there is none.
  private(set) var context: OpaquePointer?
  /// Everybody who waits for the server: to be connected while it is not, else to answer.
  var waits: [PulseWait] = []
  /// Counts connections: a number that the server gave is worth nothing under another one.
  private(set) var epoch = 0
  /// Where the server of the latest connection listens, as libpulse writes it.
  private(set) var address: String?
  /// Why the latest connection was given up by us; `nil` when it was not.
  private(set) var reasonForEnd: CaptureError?
  /// Whether the server tells what happens.
  private var isListening = false
  /// Told of each player and each source that the server gets.
  var onNews: (@Sendable (ServerNews) -> Void)?

  /// Loads libpulse on first use and starts the thread; does not connect yet. The object lives until
  /// ``shutDown()``.
  /// - Parameter server: as `PULSE_SERVER` has it; `nil` for libpulse's own choice.
  init(server: String?, timeout: Duration) throws(CaptureError) {
    serverName = server ?? "PulseAudio"
    pulse = try PulseFunctions.library.get()
    loop = try PulseMainloop(pulse, server: serverName)
    self.server = server
    self.timeout = timeout
    // Callbacks know the object by its bare address; shutDown() gives this reference back, when no
    // callback can come any more.
    _ = Unmanaged.passRetained(self)
  }

  /// Disconnects and ends the thread; nothing is connected any more afterwards.
  ///
  /// Waits for a callback that is running, so it must not be called from one.
  func shutDown() {
    locked { end(CaptureError(.aborted, device: serverName, "the driver is gone")) }
    loop.stop()
    Unmanaged.passUnretained(self).release()
  }

  /// Runs tasks on the thread.
  var executor: MainloopExecutor { loop.executor }

  /// The thread's timers and the like.
  var api: UnsafeMutablePointer<pa_mainloop_api> { loop.api }

  /// Whether a server was ever connected.
  var wasReached: Bool { locked { epoch > 0 } }

  /// The number under which the server knows the connection.
  var clientIndex: UInt32 { locked { context.map { pulse.pa_context_get_index($0) } ?? .max } }

  /// Runs `body` with the lock held; from any thread, and inside callbacks too.
  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try loop.locked(body)
  }

  /// Calls `body` once this thread has released the lock; called with it held.
  func afterUnlocking(_ body: @escaping () -> Void) { loop.afterUnlocking(body) }

  /// Has the thread call a sink, after all calls queued so far; called with the lock held.
  func enqueue(_ call: SinkCall) { loop.enqueue(call) }

  /// Waits until a sink call under way, if any, has returned.
  func finishSinkCall() async {
    await withCheckedContinuation { continuation in
      locked { loop.afterSinkCalls { continuation.resume() } }
    }
  }
}

// MARK: - The connection

extension PulseContext {
  /// Waits until the server is connected, which it may be already.
  func connect() async throws(CaptureError) {
    try await wait(PulseWait(), for: "pa_context_connect", device: serverName) { [self] wait in
      if let context, pulse.pa_context_get_state(context) == PA_CONTEXT_READY {
        return wait.finish(.success(()))
      }
      // An abandoned attempt is closed; the next one starts afresh.
      wait.atEnd { [unowned self] in
        if waits.isEmpty, let context, pulse.pa_context_get_state(context) != PA_CONTEXT_READY {
          close()
        }
      }
      if context == nil { open() }
    }
  }

  private func open() {
    guard let context = pulse.pa_context_new(api, nil) else {
      return end(pulse.internalError(call: "pa_context_new", serverName))
    }
    self.context = context
    reasonForEnd = nil
    pulse.pa_context_set_state_callback(
      context,
      { _, data in
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().stateChanged()
      }, Unmanaged.passUnretained(self).toOpaque())
    // No daemon is spawned: asking which microphones there are must not start a program, and
    // libpulse would fork this process, threads and all, and wait for the child. Where systemd
    // listens on the server's socket, connecting starts the server all the same.
    if pulse.pa_context_connect(context, server, PA_CONTEXT_NOAUTOSPAWN, nil) < 0 {
      end()
    }
  }

  private func stateChanged() {
    guard let context else { return }
    switch pulse.pa_context_get_state(context) {
    case PA_CONTEXT_READY:
      epoch += 1
      address = pulse.pa_context_get_server(context).map(String.init(cString:))
      listen(to: context)
      for wait in waits { wait.finish(.success(())) }
    case PA_CONTEXT_FAILED, PA_CONTEXT_TERMINATED: end()
    default: break
    }
  }

  /// The connection is over: everybody who waits hears why. (Streams hear it by their own state.)
  private func end(_ reason: CaptureError? = nil) {
    let error =
      reason
      ?? pulse.latestError(
        of: context, call: "pa_context_connect", device: serverName, "no sound server")
    for wait in waits { wait.finish(.failure(error)) }
    let wasListening = isListening
    close()
    if wasListening { onNews?(.lost) }
  }

  /// Ends a connection that is good for nothing; its streams hear why.
  func giveUp(_ reason: CaptureError) {
    locked {
      reasonForEnd = reason
      end(reason)
    }
  }

  private func close() {
    guard let context else { return }
    self.context = nil
    isListening = false
    pulse.pa_context_set_state_callback(context, nil, nil)
    pulse.pa_context_set_subscribe_callback(context, nil, nil)
    pulse.pa_context_disconnect(context)
    pulse.pa_context_unref(context)
  }

  private func listen(to context: OpaquePointer) {
    isListening = true
    pulse.pa_context_set_subscribe_callback(
      context,
      { _, event, _, data in
        guard let news = ServerNews(event) else { return }
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().onNews?(news)
      }, Unmanaged.passUnretained(self).toOpaque())
    pulse.pa_context_subscribe(context, ServerNews.mask, nil, nil).map(pulse.pa_operation_unref)
  }
}
