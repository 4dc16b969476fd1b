import UserMediaCore

// What `catch { print(error.name) }` finds: Swift infers `any Error` there, and a page's errors all have
// a name and a message (ECMAScript, `Error`).
extension Error {
  /// The name of a ``NamedError``; otherwise the name of the type, such as `"CancellationError"`.
  public var name: String { (self as? any NamedError)?.name ?? "\(type(of: self))" }

  /// The message of a ``NamedError``; otherwise the error's description.
  public var message: String { (self as? any NamedError)?.message ?? "\(self)" }
}
