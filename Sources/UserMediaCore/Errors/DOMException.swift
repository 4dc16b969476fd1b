/// The web platform's error (Web IDL, `DOMException`), with the system's cause beneath it.
///
/// Unchecked, because a class that can be subclassed is not Sendable by itself: all members are
/// constants.
public class DOMException: NamedError, @unchecked Sendable {
  /// What went wrong: one of ``Name``'s values where this library throws it.
  public let name: String
  /// What went wrong, for a person.
  public let message: String
  /// The call that failed beneath, with its error number; `nil` when no system call was at fault.
  public let cause: SystemCause?

  /// The names that capture uses.
  public enum Name: String, Sendable, CaseIterable {
    /// The operation was given up.
    case aborted = "AbortError"
    /// The object is in no state for the call.
    case invalidState = "InvalidStateError"
    /// The user, a policy or the system said no.
    case notAllowed = "NotAllowedError"
    /// No device of the kind is there.
    case notFound = "NotFoundError"
    /// The device is there and allowed, but it cannot be read: in use, or broken.
    case notReadable = "NotReadableError"
    /// The thing asked for does not exist here.
    case notSupported = "NotSupportedError"
    /// A failure beneath that has no better name.
    case operation = "OperationError"
    /// No device can do what the constraints require.
    case overconstrained = "OverconstrainedError"
    /// The document may not use the device at all.
    case security = "SecurityError"
    /// A failure without a known reason.
    case unknown = "UnknownError"
  }

  /// An error with one of capture's names.
  public convenience init(_ name: Name, _ message: String, cause: SystemCause? = nil) {
    self.init(name: name.rawValue, message: message, cause: cause)
  }

  /// An error with any name, as an entry point of a program's own may hand out.
  public init(name: String, message: String, cause: SystemCause? = nil) {
    self.name = name
    self.message = message
    self.cause = cause
  }
}
