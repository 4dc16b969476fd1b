public import Dispatch
import Logging
import Synchronization

/// Where rejections go that nobody handled.
private let promiseLogger = Logger(label: "UserMedia.Promise")

/// A value that is there later, or the reason why it will never be (ECMAScript, `Promise`).
///
/// Reactions run one after another on the promise's ``queue``, never before the call that added
/// them has returned. `await` works as well: ``value``.
public final class Promise<Value: Sendable>: Sendable {
  /// Where reactions run; promises made by `then` and its siblings inherit it.
  public let queue: DispatchQueue
  private let state = Mutex(State.pending([]))

  /// What is called once the promise is settled.
  typealias Reaction = @Sendable (Result<Value, any Error>) -> Void

  private enum State {
    case pending([Reaction])
    case settled(Result<Value, any Error>, isHandled: Bool)
  }

  /// A promise that nothing has settled yet.
  init(queue: DispatchQueue) {
    self.queue = queue
  }

  /// Calls `executor` at once; the first call of `resolve` or `reject` settles the promise, and so
  /// does an error that `executor` throws.
  public convenience init(
    on queue: DispatchQueue = .promiseReactions,
    _ executor: (
      _ resolve: @escaping @Sendable (Value) -> Void,
      _ reject: @escaping @Sendable (any Error) -> Void
    ) throws -> Void
  ) {
    self.init(queue: queue)
    do {
      try executor({ self.settle(.success($0)) }, { self.settle(.failure($0)) })
    } catch {
      settle(.failure(error))
    }
  }

  /// Runs `operation` in a task of its own and takes over its result.
  public convenience init(
    on queue: DispatchQueue = .promiseReactions,
    _ operation: @escaping @Sendable () async throws -> Value
  ) {
    self.init(queue: queue)
    Task {
      do {
        self.settle(.success(try await operation()))
      } catch {
        self.settle(.failure(error))
      }
    }
  }

  /// A promise that is fulfilled already.
  public static func resolve(_ value: Value, on queue: DispatchQueue = .promiseReactions) -> Self {
    let promise = Self(queue: queue)
    promise.settle(.success(value))
    return promise
  }

  /// A promise that is rejected already.
  public static func reject(
    _ reason: any Error, on queue: DispatchQueue = .promiseReactions
  ) -> Self {
    let promise = Self(queue: queue)
    promise.settle(.failure(reason))
    return promise
  }

  /// A promise and the two functions that settle it (ECMAScript, `Promise.withResolvers`).
  public static func withResolvers(
    on queue: DispatchQueue = .promiseReactions
  ) -> (
    promise: Promise<Value>, resolve: @Sendable (Value) -> Void,
    reject: @Sendable (any Error) -> Void
  ) {
    let promise = Promise(queue: queue)
    return (promise, { promise.settle(.success($0)) }, { promise.settle(.failure($0)) })
  }

  deinit {
    if case .settled(.failure(let reason), isHandled: false) = state.withLock({ $0 }) {
      promiseLogger.error("uncaught (in promise) \(reason)")
    }
  }

  /// Settles the promise; a second call changes nothing.
  func settle(_ result: Result<Value, any Error>) {
    // Reactions are handed to the queue within the lock, so that one that is added at the same
    // time on another thread comes after them.
    state.withLock { state in
      guard case .pending(let reactions) = state else { return }
      state = .settled(result, isHandled: !reactions.isEmpty)
      for reaction in reactions {
        queue.async { reaction(result) }
      }
    }
  }

  /// Calls `reaction` on the queue once the promise is settled.
  func react(_ reaction: @escaping Reaction) {
    state.withLock { state in
      switch state {
      case .pending(let reactions):
        state = .pending(reactions + [reaction])
      case .settled(let result, _):
        state = .settled(result, isHandled: true)
        queue.async { reaction(result) }
      }
    }
  }
}

extension DispatchQueue {
  /// Where reactions of promises run that name no other queue; serial.
  public static let promiseReactions = DispatchQueue(label: "UserMedia.promises")
}
