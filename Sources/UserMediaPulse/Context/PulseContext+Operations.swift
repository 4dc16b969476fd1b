import CPulse
import UserMediaCore

extension PulseContext {
  /// Starts a libpulse operation for `wait`. `begin` receives the connection, and `wait` as its
  /// callbacks' data. `wait` finishes when all its operations are done; if it finishes earlier,
  /// they are cancelled.
  func startOperation(
    for wait: PulseWait, _ begin: (OpaquePointer, UnsafeMutableRawPointer) -> OpaquePointer?
  ) {
    let data = Unmanaged.passUnretained(wait).toOpaque()
    guard let operation = context.flatMap({ begin($0, data) }) else {
      return wait.fail("the sound server cannot be asked", by: context)
    }
    wait.operationBegan()
    // The one callback that is always called, and last: when the context fails or we cancel an
    // operation, its own callback isn't called.
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

  /// Starts an operation and waits until the server has completed it.
  func perform(
    _ call: String,
    _ begin:
      @Sendable (OpaquePointer, pa_context_success_cb_t, UnsafeMutableRawPointer)
      -> OpaquePointer?
  ) async throws(CaptureError) {
    try await wait(PulseWait(), for: call, device: serverName) { [self] wait in
      startOperation(for: wait) { begin($0, Self.succeeded, $1) }
    }
  }

  private static let succeeded: pa_context_success_cb_t = { context, success, data in
    if success == 0 {
      callbackWait(PulseWait.self, data).fail("the sound server refuses", by: context)
    }
  }
}

/// Returns the wait that a callback received as its data.
func callbackWait<Wait: PulseWait>(_: Wait.Type, _ data: UnsafeMutableRawPointer?) -> Wait {
  Unmanaged<Wait>.fromOpaque(data!).takeUnretainedValue()
}

extension PulseWait {
  /// Fails the wait: the request couldn't be sent, or the server refused it.
  func fail(_ message: String, by connection: OpaquePointer?) {
    finish(
      .failure(context.pulse.latestError(of: connection, call: call, device: device, message)))
  }
}
