/// A number that is out of range (ECMAScript, `RangeError`). As on the web, not a ``DOMException``.
public struct RangeError: NamedError, Hashable {
  /// What is out of range.
  public let message: String

  /// Creates an error; `message` says what is out of range.
  public init(_ message: String) {
    self.message = message
  }

  /// Always `"RangeError"`.
  public var name: String { "RangeError" }
}
