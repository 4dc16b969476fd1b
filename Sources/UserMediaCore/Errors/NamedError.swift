/// An error with a name and a message, as every error of the web platform has them.
public protocol NamedError: Error, CustomStringConvertible {
  /// What went wrong, as a name that programs compare: `"NotFoundError"`.
  var name: String { get }
  /// What went wrong, for a person; may be empty.
  var message: String { get }
}

extension NamedError {
  /// `NAME: message`, or the name alone.
  public var description: String { message.isEmpty ? name : "\(name): \(message)" }
}
