/// The outcome of a promise (ECMAScript, the objects of `Promise.allSettled`).
public enum PromiseSettledResult<Value: Sendable>: Sendable {
  /// Fulfilled with a value.
  case fulfilled(value: Value)
  /// Rejected with a reason.
  case rejected(reason: any Error)

  init(_ result: Result<Value, any Error>) {
    switch result {
    case .success(let value): self = .fulfilled(value: value)
    case .failure(let reason): self = .rejected(reason: reason)
    }
  }

  /// `"fulfilled"` or `"rejected"`.
  public var status: String {
    switch self {
    case .fulfilled: "fulfilled"
    case .rejected: "rejected"
    }
  }
}
