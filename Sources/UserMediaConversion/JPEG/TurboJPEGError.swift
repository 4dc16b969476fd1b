import CTurboJPEG
import UserMediaCore

/// TurboJPEG's last error.
struct TurboJPEGFailure {
  let call: String
  let text: String
  /// Whether the library continued to the end regardless.
  let isWarning: Bool

  init(_ handle: tjhandle, _ call: String) {
    self.call = call
    text = String(cString: tjGetErrorStr2(handle))
    isWarning = tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
  }

  /// The error for the caller; WebCodecs uses `EncodingError` for both directions.
  func error(_ message: String) -> DOMException {
    DOMException(
      name: "EncodingError", message: message,
      cause: SystemCause(call: call, code: -1, domain: .codec, text: text))
  }
}
