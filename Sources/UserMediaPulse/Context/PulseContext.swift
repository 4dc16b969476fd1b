import CPulse
import UserMediaCore

/// A connection to a sound server, and the thread that serves it. libpulse is called only here, in
/// the extensions, and by ``PulseStream`` and ``PulseMainloop``.
///
/// Only one thread at a time may use libpulse's objects. So everything that is neither `async` nor
/// ``locked(_:)`` itself is called inside ``locked(_:)`` or inside a callback, which runs with the
/// lock held. Sinks are called, tasks are resumed, and tasks on the ``executor`` run with the lock
/// released.
///
/// Unchecked, because that lock guards all mutable state.
final class PulseContext: @unchecked Sendable {
  /// The server's name in messages: its address, if one was given.
  let serverName: String
  /// The server's address; `nil` for the user's own.
  let server: String?
  /// The time limit for connecting, and for each answer.
  let timeout: Duration
  /// libpulse's functions; stored, so that the audio path needn't check whether they are loaded.
  let pulse: PulseFunctions
  private let loop: PulseMainloop
  /// libpulse's context; `nil` while not connected or connecting.
  private(set) var context: OpaquePointer?
  /// All waits: for the connection while there is none, otherwise for answers.
  var waits: [PulseWait] = []
  /// Counts connections: an index from the server is valid only for the connection it came from.
  private(set) var epoch = 0
  /// The address of the latest connection's server, as libpulse writes it.
  private(set) var address: String?
  /// Why we closed the latest connection; `nil` if we didn't.
  private(set) var endReason: CaptureError?
  /// Whether we are subscribed to the server's events.
  private var isListening = false
  /// Called for each ``ServerEvent``.
  var onEvent: (@Sendable (ServerEvent) -> Void)?

  /// Loads libpulse on first use and starts the thread; doesn't connect yet. The object lives until
  /// ``shutDown()``.
  /// - Parameter server: the address, as in `PULSE_SERVER`; `nil` for libpulse's default.
  init(server: String?, timeout: Duration) throws(CaptureError) {
    serverName = server ?? "PulseAudio"
    pulse = try PulseFunctions.library.get()
    loop = try PulseMainloop(pulse, server: serverName)
    self.server = server
    self.timeout = timeout
    // Callbacks refer to the object unretained. shutDown() releases this reference, when no
    // callback can be called any more.
    _ = Unmanaged.passRetained(self)
  }

  /// Disconnects and ends the thread; the object can't connect again.
  ///
  /// Waits for a running callback, so it must not be called from one.
  func shutDown() {
    locked { end(CaptureError(.aborted, device: serverName, "the driver is gone")) }
    loop.stop()
    Unmanaged.passUnretained(self).release()
  }

  /// Runs tasks on the thread.
  var executor: MainloopExecutor { loop.executor }

  /// The main loop's API, for timers and I/O events.
  var api: UnsafeMutablePointer<pa_mainloop_api> { loop.api }

  /// Whether a connection ever succeeded.
  var wasReached: Bool { locked { epoch > 0 } }

  /// The server's client index for this connection.
  var clientIndex: UInt32 { locked { context.map { pulse.pa_context_get_index($0) } ?? .max } }

  /// Runs `body` with the lock held; callable on any thread and inside callbacks.
  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try loop.locked(body)
  }

  /// Calls `body` once this thread has released the lock. Called with the lock held.
  func afterUnlocking(_ body: @escaping () -> Void) { loop.afterUnlocking(body) }

  /// Queues a call to a sink for the thread to make. Called with the lock held.
  func enqueue(_ call: SinkCall) { loop.enqueue(call) }

  /// Waits until a running sink call, if any, has returned.
  func finishSinkCall() async {
    await withCheckedContinuation { continuation in
      locked { loop.afterSinkCalls { continuation.resume() } }
    }
  }
}

// MARK: - The connection

extension PulseContext {
  /// Connects to the server; returns at once if already connected.
  func connect() async throws(CaptureError) {
    try await wait(PulseWait(), for: "pa_context_connect", device: serverName) { [self] wait in
      if let context, pulse.pa_context_get_state(context) == PA_CONTEXT_READY {
        return wait.finish(.success(()))
      }
      // An abandoned attempt is closed, so that the next one starts afresh.
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
    endReason = nil
    pulse.pa_context_set_state_callback(
      context,
      { _, data in
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().stateChanged()
      }, Unmanaged.passUnretained(self).toOpaque())
    // Doesn't autospawn the daemon: listing microphones must not start a program, and libpulse
    // would fork this multi-threaded process and wait for the child. If systemd listens on the
    // server's socket, connecting still starts the server.
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

  /// Ends the connection and fails all waits. (Streams learn of it through their own state.)
  private func end(_ reason: CaptureError? = nil) {
    let error =
      reason
      ?? pulse.latestError(
        of: context, call: "pa_context_connect", device: serverName, "no sound server")
    for wait in waits { wait.finish(.failure(error)) }
    let wasListening = isListening
    close()
    if wasListening { onEvent?(.connectionLost) }
  }

  /// Closes an unusable connection, which ends its streams with the same reason.
  func giveUp(_ reason: CaptureError) {
    locked {
      endReason = reason
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
        guard let event = ServerEvent(event) else { return }
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().onEvent?(event)
      }, Unmanaged.passUnretained(self).toOpaque())
    pulse.pa_context_subscribe(context, ServerEvent.mask, nil, nil).map(pulse.pa_operation_unref)
  }
}
