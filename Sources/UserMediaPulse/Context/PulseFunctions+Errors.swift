import CPulse
import UserMediaCore

extension PulseFunctions {
  /// Creates an error of `device` from a PulseAudio error code, with PulseAudio's text.
  func error(
    _ code: pa_error_code, call: String, device: String, _ message: String
  ) -> CaptureError {
    let number = Int32(bitPattern: code.rawValue)
    let text = pa_strerror(number).map { String(cString: $0) } ?? ""
    return CaptureError(
      CaptureError.Kind(code), device: device, message,
      cause: SystemCause(call: call, code: number, domain: .pulseAudio, text: text))
  }

  /// Creates the error for a lack of memory or threads.
  func internalError(call: String, _ server: String) -> CaptureError {
    error(PA_ERR_INTERNAL, call: call, device: server, "cannot begin")
  }

  /// Creates an error of `device` from the error code of the connection's latest call.
  func latestError(
    of context: OpaquePointer?, call: String, device: String, _ message: String
  ) -> CaptureError {
    let code = context.map { pa_error_code(UInt32(bitPattern: pa_context_errno($0))) }
    return error(code ?? PA_ERR_CONNECTIONTERMINATED, call: call, device: device, message)
  }
}
