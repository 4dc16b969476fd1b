public import Dispatch
import Synchronization

extension Promise {
  /// All values, in the order of the promises; rejected with the first rejection (ECMAScript,
  /// `Promise.all`).
  public static func all(
    _ promises: [Promise<Value>], on queue: DispatchQueue = .promiseReactions
  ) -> Promise<[Value]> {
    collect(promises, on: queue) { results, promise in
      for case .failure(let reason)? in results {
        return promise.settle(.failure(reason))
      }
      let values = results.compactMap { try? $0?.get() }
      if values.count == results.count { promise.settle(.success(values)) }
    }
  }

  /// The outcome of each promise, in order; never rejected (ECMAScript, `Promise.allSettled`).
  public static func allSettled(
    _ promises: [Promise<Value>], on queue: DispatchQueue = .promiseReactions
  ) -> Promise<[PromiseSettledResult<Value>]> {
    collect(promises, on: queue) { results, promise in
      let settled = results.compactMap { $0.map(PromiseSettledResult.init) }
      if settled.count == results.count { promise.settle(.success(settled)) }
    }
  }

  /// The first value; rejected with an ``AggregateError`` if all promises are (ECMAScript,
  /// `Promise.any`).
  public static func any(
    _ promises: [Promise<Value>], on queue: DispatchQueue = .promiseReactions
  ) -> Promise<Value> {
    collect(promises, on: queue) { results, promise in
      var reasons: [any Error] = []
      for case let result? in results {
        switch result {
        case .success: return promise.settle(result)
        case .failure(let reason): reasons.append(reason)
        }
      }
      if reasons.count == results.count {
        promise.settle(.failure(AggregateError(errors: reasons)))
      }
    }
  }

  /// The result of the first promise to settle; without promises, never settles (ECMAScript,
  /// `Promise.race`).
  public static func race(
    _ promises: [Promise<Value>], on queue: DispatchQueue = .promiseReactions
  ) -> Promise<Value> {
    let promise = Promise<Value>(queue: queue)
    for racer in promises {
      racer.react { promise.settle($0) }
    }
    return promise
  }

  /// Calls `decide` at the start and after each result, until it settles the promise.
  private static func collect<Outcome>(
    _ promises: [Promise<Value>], on queue: DispatchQueue,
    _ decide: @escaping @Sendable ([Result<Value, any Error>?], Promise<Outcome>) -> Void
  ) -> Promise<Outcome> {
    let outcome = Promise<Outcome>(queue: queue)
    let results = SharedResults<Value>(count: promises.count)
    decide(results.all, outcome)
    for (index, promise) in promises.enumerated() {
      promise.react { decide(results.store($0, at: index), outcome) }
    }
    return outcome
  }
}

/// The results of several promises, collected from any thread.
private final class SharedResults<Value: Sendable>: Sendable {
  private let results: Mutex<[Result<Value, any Error>?]>

  init(count: Int) {
    results = Mutex(Array(repeating: nil, count: count))
  }

  var all: [Result<Value, any Error>?] { results.withLock { $0 } }

  func store(_ result: Result<Value, any Error>, at index: Int) -> [Result<Value, any Error>?] {
    results.withLock {
      $0[index] = result
      return $0
    }
  }
}
