import Glibc
package import UserMediaCore

extension DOMException {
  /// A failed system call on a file, with consistent names: `QuotaExceededError` if the disk is
  /// full, `AbortError` if the pipe's reader has gone away, `NotAllowedError` for a read-only
  /// location, `NotFoundError` for a path that leads nowhere, otherwise `OperationError`.
  /// - Parameter what: what could not be done, such as "cannot be written".
  package convenience init(file: String, _ what: String, call: String, errno code: Int32) {
    let name =
      switch code {
      case ENOSPC, EDQUOT, EFBIG: "QuotaExceededError"
      case EPIPE: "AbortError"
      case EACCES, EPERM, EROFS: "NotAllowedError"
      case ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP, ENXIO, ENODEV: "NotFoundError"
      default: "OperationError"
      }
    let cause = SystemCause(call: call, errno: code)
    self.init(name: name, message: "\(file) \(what) (\(cause))", cause: cause)
  }
}
