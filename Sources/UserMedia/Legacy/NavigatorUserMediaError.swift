public import UserMediaCore

/// The error passed to `webkitGetUserMedia`'s failure callback (Chrome to version 63, Opera 18 and
/// later).
public struct NavigatorUserMediaError: NamedError, Hashable {
  /// The old name, such as `"PermissionDeniedError"`.
  public let name: String
  /// A human-readable description.
  public let message: String
  /// The key that could not be met, as the caller wrote it, such as `"minWidth"`; otherwise empty.
  public let constraintName: String

  /// The error itself, or one with the same name and message.
  package init(_ error: any NamedError) {
    self = error as? Self ?? Self(name: error.name, message: error.message)
  }

  /// Creates an error as the browser did.
  public init(name: String, message: String = "", constraintName: String = "") {
    self.name = name
    self.message = message
    self.constraintName = constraintName
  }
}
