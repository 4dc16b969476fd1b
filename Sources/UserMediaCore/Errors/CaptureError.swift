import Glibc

/// An error from a driver: the kind of failure, the device, and the failed call.
///
/// Drivers know nothing about constraints or permission prompts; the request converts this to a
/// ``DOMException``.
public struct CaptureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers distinguish.
  public enum Kind: String, Hashable, Sendable {
    /// The device is not there, or no longer there.
    case notFound
    /// The system forbids its use.
    case notAllowed
    /// Another program uses it.
    case busy
    /// It is present and free, but does not work.
    case unreadable
    /// It does not support the configuration.
    case unsupported
    /// The operation was cancelled.
    case aborted
  }

  /// The kind of failure.
  public let kind: Kind
  /// The device, such as `"/dev/video0"`.
  public let device: String
  /// What could not be done.
  public let message: String
  /// The underlying call that failed, if any.
  public let cause: SystemCause?

  /// Creates an error about `device`.
  public init(_ kind: Kind, device: String, _ message: String, cause: SystemCause? = nil) {
    self.kind = kind
    self.device = device
    self.message = message
    self.cause = cause
  }

  /// Creates an error from a failed system call on `device`; errno determines the kind.
  public init(device: String, _ message: String, call: String, errno code: Int32) {
    let kind: Kind =
      switch code {
      case ENOENT, ENODEV, ENXIO, ENOTDIR, ENAMETOOLONG, ELOOP: .notFound
      case EACCES, EPERM: .notAllowed
      case EBUSY: .busy
      case EINVAL, ENOTTY, ERANGE: .unsupported
      default: .unreadable
      }
    self.init(kind, device: device, message, cause: SystemCause(call: call, errno: code))
  }

  /// `/dev/video0: cannot start streaming (VIDIOC_STREAMON: Device or resource busy (errno 16))`.
  public var description: String { "\(device): \(message)" + (cause.map { " (\($0))" } ?? "") }
}
