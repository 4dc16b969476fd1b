/// The web platform's error (Web IDL, `DOMException`), with the underlying system error.
///
/// Unchecked, because a non-final class cannot conform to Sendable otherwise: all members are
/// constant.
public class DOMException: NamedError, @unchecked Sendable {
  /// The error's name: one of ``Name``'s values if thrown by this library.
  public let name: String
  /// A human-readable description.
  public let message: String
  /// The underlying call that failed, with its error number; `nil` if no system call failed.
  public let cause: SystemCause?

  /// The error names used for capture.
  public enum Name: String, Sendable, CaseIterable {
    /// The operation was aborted.
    case aborted = "AbortError"
    /// The object is in the wrong state for the call.
    case invalidState = "InvalidStateError"
    /// The user, a policy or the system denied access.
    case notAllowed = "NotAllowedError"
    /// There is no device of the requested kind.
    case notFound = "NotFoundError"
    /// The device exists and is permitted, but cannot be read: it is busy, or broken.
    case notReadable = "NotReadableError"
    /// The requested feature is not supported here.
    case notSupported = "NotSupportedError"
    /// An underlying operation failed for some other reason.
    case operation = "OperationError"
    /// No device meets the constraints.
    case overconstrained = "OverconstrainedError"
    /// The document may not use the device at all.
    case security = "SecurityError"
    /// A failure for an unknown reason.
    case unknown = "UnknownError"
  }

  /// Creates an error with one of capture's names.
  public convenience init(_ name: Name, _ message: String, cause: SystemCause? = nil) {
    self.init(name: name.rawValue, message: message, cause: cause)
  }

  /// Creates an error with any name, as a program's own entry point may throw.
  public init(name: String, message: String, cause: SystemCause? = nil) {
    self.name = name
    self.message = message
    self.cause = cause
  }
}
