/// An invalid argument (ECMAScript, `TypeError`). As on the web, not a ``DOMException``.
public struct TypeError: NamedError, Hashable {
  /// What is wrong with the argument.
  public let message: String

  /// Creates an error; `message` says what is wrong with the argument.
  public init(_ message: String) {
    self.message = message
  }

  /// Always `"TypeError"`.
  public var name: String { "TypeError" }
}
