import CPulse
import UserMediaCore

extension PulseFunctions {
  /// What PulseAudio says of one of its error codes, as the failure of `device`.
  func error(
    _ code: pa_error_code, call: String, device: String, _ message: String
  ) -> CaptureError {
    let number = Int32(bitPattern: code.rawValue)
    let text = pa_strerror(number).map { String(cString: $0) } ?? ""
    return CaptureError(
      CaptureError.Kind(code), device: device, message,
      cause: SystemCause(call: call, code: number, domain: .pulseAudio, text: text))
  }

  /// A failure for want of memory or of threads.
  func internalError(call: String, _ server: String) -> CaptureError {
    error(PA_ERR_INTERNAL, call: call, device: server, "cannot begin")
  }

  /// Why the latest call of a connection failed, as the failure of `device`.
  func latestError(
    of context: OpaquePointer?, call: String, device: String, _ message: String
  ) -> CaptureError {
    let code = context.map { pa_error_code(UInt32(bitPattern: pa_context_errno($0))) }
    return error(code ?? PA_ERR_CONNECTIONTERMINATED, call: call, device: device, message)
  }
}
