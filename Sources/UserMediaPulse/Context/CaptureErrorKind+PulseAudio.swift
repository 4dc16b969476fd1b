import CPulse
import UserMediaCore

extension CaptureError.Kind {
  /// What an error code of PulseAudio (`pa_error_code`) means to a caller.
  init(_ code: pa_error_code) {
    self =
      switch code {
      // Killed is what the server says to a stream whose source was removed.
      case PA_ERR_NOENTITY, PA_ERR_KILLED: .notFound
      case PA_ERR_ACCESS, PA_ERR_AUTHKEY: .notAllowed
      // Too large is what the server says when a source has as many streams as it can.
      case PA_ERR_BUSY, PA_ERR_TOOLARGE: .busy
      case PA_ERR_INVALID, PA_ERR_NOTSUPPORTED, PA_ERR_NOTIMPLEMENTED: .unsupported
      default: .unreadable
      }
  }
}
