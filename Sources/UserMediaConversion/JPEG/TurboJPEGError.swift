import CTurboJPEG
import UserMediaCore

/// What TurboJPEG said of its last failure.
struct TurboJPEGFailure {
  let call: String
  let text: String
  /// Whether the library went on to the end in spite of it.
  let isWarning: Bool

  init(_ handle: tjhandle, _ call: String) {
    self.call = call
    text = String(cString: tjGetErrorStr2(handle))
    isWarning = tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
  }

  /// The failure as an error for the caller; WebCodecs calls both directions `EncodingError`.
  func error(_ message: String) -> DOMException {
    DOMException(
      name: "EncodingError", message: message,
      cause: SystemCause(call: call, code: -1, domain: .codec, text: text))
  }
}
