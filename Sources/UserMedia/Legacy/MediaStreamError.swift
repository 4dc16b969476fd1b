public import UserMediaCore

/// What `mozGetUserMedia` hands to its failure callback (Firefox 34 to 48).
public struct MediaStreamError: NamedError, Hashable {
  /// The old name: `"SourceUnavailableError"`.
  public let name: String
  /// What went wrong, for a person.
  public let message: String
  /// The constraint that could not be met; empty otherwise.
  public let constraintName: String

  /// An error as the browser's.
  public init(name: String, message: String = "", constraintName: String = "") {
    self.name = name
    self.message = message
    self.constraintName = constraintName
  }
}
