import CPulse
import UserMediaCore

extension PulseContext {
  /// Asks the server by `begin`, which is given the connection and `wait` as the data of callbacks.
  /// `wait` finishes when that and all else that it asked is done; when it ends before, what it
  /// asked is cancelled.
  func ask(
    _ wait: PulseWait, _ begin: (OpaquePointer, UnsafeMutableRawPointer) -> OpaquePointer?
  ) {
    let data = Unmanaged.passUnretained(wait).toOpaque()
    guard let operation = context.flatMap({ begin($0, data) }) else {
      return wait.refuse("the sound server cannot be asked", by: context)
    }
    wait.operationBegan()
    // The one callback that always comes, and comes last: a context that fails, and we, cancel
    // operations without their own callbacks.
    pulse.pa_operation_set_state_callback(
      operation,
      { operation, data in
        let wait = Unmanaged<PulseWait>.fromOpaque(data!).takeRetainedValue()
        if wait.context.pulse.pa_operation_get_state(operation) == PA_OPERATION_DONE {
          wait.operationEnded()
        }
      }, Unmanaged.passRetained(wait).toOpaque())
    wait.atEnd { [unowned self] in
      pulse.pa_operation_cancel(operation)
      pulse.pa_operation_unref(operation)
    }
  }

  /// Waits until the server has done what `begin` asks of it.
  func tell(
    _ call: String,
    _ begin:
      @Sendable (OpaquePointer, pa_context_success_cb_t, UnsafeMutableRawPointer)
      -> OpaquePointer?
  ) async throws(CaptureError) {
    try await wait(PulseWait(), for: call, device: serverName) { [self] wait in
      ask(wait) { begin($0, Self.succeeded, $1) }
    }
  }

  private static let succeeded: pa_context_success_cb_t = { context, success, data in
    if success == 0 { asker(PulseWait.self, data).refuse("the sound server refuses", by: context) }
  }
}

/// The wait behind the data of a callback.
func asker<Wait: PulseWait>(_: Wait.Type, _ data: UnsafeMutableRawPointer?) -> Wait {
  Unmanaged<Wait>.fromOpaque(data!).takeUnretainedValue()
}

extension PulseWait {
  /// Ends the wait: the question could not be asked, or the server refused.
  func refuse(_ message: String, by connection: OpaquePointer?) {
    finish(
      .failure(context.pulse.latestError(of: connection, call: call, device: device, message)))
  }
}
