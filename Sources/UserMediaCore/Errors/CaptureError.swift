import Glibc

/// What a driver throws: which kind of failure, on which device, and the call beneath.
///
/// A driver knows no constraint and no permission prompt; the request turns this into the
/// ``DOMException`` to hand out.
public struct CaptureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The failures that callers tell apart.
  public enum Kind: String, Hashable, Sendable {
    /// The device is not there, or no longer.
    case notFound
    /// The system forbids its use.
    case notAllowed
    /// Somebody else uses it.
    case busy
    /// It is there and free, but it does not work.
    case unreadable
    /// It cannot do what the configuration says.
    case unsupported
    /// The operation was given up.
    case aborted
  }

  /// Which failure.
  public let kind: Kind
  /// The device, for a person: `"/dev/video0"`.
  public let device: String
  /// What could not be done.
  public let message: String
  /// The call beneath, where one failed.
  public let cause: SystemCause?

  /// A failure of `device`.
  public init(_ kind: Kind, device: String, _ message: String, cause: SystemCause? = nil) {
    self.kind = kind
    self.device = device
    self.message = message
    self.cause = cause
  }

  /// A failed system call on `device`; the error number decides the kind.
  public init(device: String, _ message: String, call: String, errno code: Int32) {
    let kind: Kind =
      switch code {
      case ENOENT, ENODEV, ENXIO: .notFound
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
