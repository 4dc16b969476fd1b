/// An argument that is no valid request (ECMAScript, `TypeError`): not a ``DOMException``, as on
/// the web.
public struct TypeError: NamedError, Hashable {
  /// What is wrong with the argument.
  public let message: String

  /// An error that says what is wrong with the argument.
  public init(_ message: String) {
    self.message = message
  }

  /// Always `"TypeError"`.
  public var name: String { "TypeError" }
}
