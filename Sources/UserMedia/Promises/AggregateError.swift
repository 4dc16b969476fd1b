public import UserMediaCore

/// The error if all of several promises were rejected (ECMAScript, `AggregateError`).
public struct AggregateError: NamedError {
  /// The reasons for the rejections, in the order of the promises.
  public let errors: [any Error]

  /// Always `"AggregateError"`.
  public var name: String { "AggregateError" }
  /// States how many promises there were.
  public var message: String { "all \(errors.count) promises were rejected" }
}
