import CPulse
import UserMediaCore

extension CaptureError.Kind {
  /// The kind of error that a PulseAudio error code (`pa_error_code`) stands for.
  init(_ code: pa_error_code) {
    self =
      switch code {
      // The server kills a stream whose source is removed.
      case PA_ERR_NOENTITY, PA_ERR_KILLED: .notFound
      case PA_ERR_ACCESS, PA_ERR_AUTHKEY: .notAllowed
      // The server reports "too large" when a source has no room for another stream.
      case PA_ERR_BUSY, PA_ERR_TOOLARGE: .busy
      case PA_ERR_INVALID, PA_ERR_NOTSUPPORTED, PA_ERR_NOTIMPLEMENTED: .unsupported
      default: .unreadable
      }
  }
}
