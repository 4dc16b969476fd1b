public import UserMedia

// What `then`, `catch` and `finally` of UserMedia do, with reactions that are isolated to the main
// actor.
extension Promise {
  /// A promise for the value that `onFulfilled` returns; a rejection passes through.
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @MainActor (Value) throws -> Next
  ) -> Promise<Next> {
    onMainActor { (result, promise: Promise<Next>) in
      promise.settle(Result { try onFulfilled(result.get()) })
    }
  }

  /// A promise that follows the one `onFulfilled` returns; a rejection passes through.
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @MainActor (Value) throws -> Promise<Next>
  ) -> Promise<Next> {
    onMainActor { (result, promise: Promise<Next>) in
      promise.follow { try onFulfilled(result.get()) }
    }
  }

  /// A promise for the value that `onFulfilled` or `onRejected` returns.
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @MainActor (Value) throws -> Next,
    _ onRejected: @escaping @MainActor (any Error) throws -> Next
  ) -> Promise<Next> {
    onMainActor { (result, promise: Promise<Next>) in
      promise.settle(
        Result {
          switch result {
          case .success(let value): try onFulfilled(value)
          case .failure(let reason): try onRejected(reason)
          }
        })
    }
  }

  /// A promise for the same value, or after a rejection for what `onRejected` returns.
  @discardableResult
  public func `catch`(
    _ onRejected: @escaping @MainActor (any Error) throws -> Value
  ) -> Promise<Value> {
    then({ $0 }, onRejected)
  }

  /// A promise for the same value, or after a rejection that follows the one `onRejected` returns.
  @discardableResult
  public func `catch`(
    _ onRejected: @escaping @MainActor (any Error) throws -> Promise<Value>
  ) -> Promise<Value> {
    onMainActor { (result, promise: Promise<Value>) in
      switch result {
      case .success: promise.settle(result)
      case .failure(let reason): promise.follow { try onRejected(reason) }
      }
    }
  }

  /// Handles a rejection with `onRejected` and discards the value: the end of a chain.
  @discardableResult
  @_disfavoredOverload
  public func `catch`(
    _ onRejected: @escaping @MainActor (any Error) throws -> Void
  ) -> Promise<Void> {
    then({ _ in }, onRejected)
  }

  /// A promise for the same result, after `onFinally` has run; an error it throws replaces the
  /// result.
  @discardableResult
  public func finally(_ onFinally: @escaping @MainActor () throws -> Void) -> Promise<Value> {
    onMainActor { (result, promise: Promise<Value>) in
      promise.settle(
        Result {
          try onFinally()
          return try result.get()
        })
    }
  }

  /// A promise on the same queue, settled by `reaction` on the main actor.
  private func onMainActor<Next>(
    _ reaction: @escaping @MainActor (Result<Value, any Error>, Promise<Next>) -> Void
  ) -> Promise<Next> {
    derived { [queue] result, promise in
      queue.runOnMainActor { reaction(result, promise) }
    }
  }
}
