/// A number that is out of range (ECMAScript, `RangeError`): not a ``DOMException``, as on the web.
public struct RangeError: NamedError, Hashable {
  /// What is out of range.
  public let message: String

  /// An error that says what is out of range.
  public init(_ message: String) {
    self.message = message
  }

  /// Always `"RangeError"`.
  public var name: String { "RangeError" }
}
