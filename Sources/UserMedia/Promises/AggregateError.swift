public import UserMediaCore

/// Every one of several promises was rejected (ECMAScript, `AggregateError`).
public struct AggregateError: NamedError {
  /// Why each was rejected, in the order of the promises.
  public let errors: [any Error]

  /// Always `"AggregateError"`.
  public var name: String { "AggregateError" }
  /// Says how many there were.
  public var message: String { "all \(errors.count) promises were rejected" }
}
