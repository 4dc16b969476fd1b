// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension Promise {
  /// A promise for the value that `onFulfilled` returns; a rejection passes through.
  @_disfavoredOverload
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @Sendable (Value) throws -> Next
  ) -> Promise<Next> {
    derived { (result, promise: Promise<Next>) in
      promise.settle(Result { try onFulfilled(result.get()) })
    }
  }

  /// A promise that follows the one `onFulfilled` returns; a rejection passes through.
  @_disfavoredOverload
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @Sendable (Value) throws -> Promise<Next>
  ) -> Promise<Next> {
    derived { (result, promise: Promise<Next>) in
      promise.follow { try onFulfilled(result.get()) }
    }
  }

  /// A promise for the value that `onFulfilled` or `onRejected` returns.
  @_disfavoredOverload
  @discardableResult
  public func then<Next: Sendable>(
    _ onFulfilled: @escaping @Sendable (Value) throws -> Next,
    _ onRejected: @escaping @Sendable (any Error) throws -> Next
  ) -> Promise<Next> {
    derived { (result, promise: Promise<Next>) in
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
  @_disfavoredOverload
  @discardableResult
  public func `catch`(
    _ onRejected: @escaping @Sendable (any Error) throws -> Value
  ) -> Promise<Value> {
    derived { (result, promise: Promise<Value>) in
      promise.settle(result.flatMapError { reason in Result { try onRejected(reason) } })
    }
  }

  /// A promise for the same value, or after a rejection that follows the one `onRejected` returns.
  @_disfavoredOverload
  @discardableResult
  public func `catch`(
    _ onRejected: @escaping @Sendable (any Error) throws -> Promise<Value>
  ) -> Promise<Value> {
    derived { (result, promise: Promise<Value>) in
      switch result {
      case .success: promise.settle(result)
      case .failure(let reason): promise.follow { try onRejected(reason) }
      }
    }
  }

  /// Handles a rejection with `onRejected` and discards the value: the end of a chain.
  ///
  /// The function is optional only to rank this overload behind the other two.
  @_disfavoredOverload
  @discardableResult
  public func `catch`(
    _ onRejected: (@Sendable (any Error) throws -> Void)?
  ) -> Promise<Void> {
    derived { (result, promise: Promise<Void>) in
      promise.settle(
        result.map { _ in }.flatMapError { reason in Result { try onRejected?(reason) } })
    }
  }

  /// A promise for the same result, after `onFinally` has run; an error it throws replaces the
  /// result.
  @_disfavoredOverload
  @discardableResult
  public func finally(_ onFinally: @escaping @Sendable () throws -> Void) -> Promise<Value> {
    derived { (result, promise: Promise<Value>) in
      promise.settle(
        Result {
          try onFinally()
          return try result.get()
        })
    }
  }

  /// A promise on the same queue, settled by `reaction`.
  package func derived<Next>(
    _ reaction: @escaping @Sendable (Result<Value, any Error>, Promise<Next>) -> Void
  ) -> Promise<Next> {
    let promise = Promise<Next>(queue: queue)
    react { reaction($0, promise) }
    return promise
  }

  /// Settles this promise with the result of the one that `next` returns, or with the error it throws.
  package func follow(_ next: () throws -> Promise<Value>) {
    do {
      try next().react { self.settle($0) }
    } catch {
      settle(.failure(error))
    }
  }
}
