public import UserMediaCore

/// The error passed to `mozGetUserMedia`'s failure callback (Firefox 34 to 48).
public struct MediaStreamError: NamedError, Hashable {
  /// The old name, such as `"SourceUnavailableError"`.
  public let name: String
  /// A human-readable description.
  public let message: String
  /// The constraint that could not be met; otherwise empty.
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
