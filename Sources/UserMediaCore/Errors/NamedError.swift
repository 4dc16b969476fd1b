/// An error with a name and a message, like all errors of the web platform.
public protocol NamedError: Error, CustomStringConvertible {
  /// The error's name, for comparison, such as `"NotFoundError"`.
  var name: String { get }
  /// A human-readable description; may be empty.
  var message: String { get }
}

extension NamedError {
  /// `NAME: message`, or the name alone.
  public var description: String { message.isEmpty ? name : "\(name): \(message)" }
}
