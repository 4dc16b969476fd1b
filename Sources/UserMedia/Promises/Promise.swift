public import Dispatch
import Logging
import Synchronization

/// Logs unhandled rejections.
private let promiseLogger = Logger(label: "UserMedia.Promise")

/// A value that arrives later, or the reason why it never will (ECMAScript, `Promise`).
///
/// Reactions run one at a time on the promise's ``queue``, after the call that added them has
/// returned. You can also `await` the ``value``.
///
/// If a promise is settled on its queue, its reactions run in the same turn, as on the web: after
/// the callback, handler or reaction that settled it has returned, and before anything else on the
/// queue. In a block that the program itself put on the queue the end of the turn is unknown, so
/// the reactions run inside the call that settles the promise.
public final class Promise<Value: Sendable>: Sendable {
  /// Where reactions run; promises made by `then` and similar methods inherit it. A slow reaction
  /// delays everything else on this queue.
  public let queue: DispatchQueue
  private let state = Mutex(State())

  /// A function called when the promise is settled.
  typealias Reaction = @Sendable (Result<Value, any Error>) -> Void

  private struct State {
    var result: Result<Value, any Error>?
    /// Reactions that have not been called yet.
    var reactions: [Reaction] = []
    var isHandled = false
  }

  /// Creates a pending promise.
  init(queue: DispatchQueue) {
    self.queue = queue
  }

  /// Calls `executor` immediately. The first call of `resolve` or `reject`, or an error that
  /// `executor` throws, settles the promise.
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

  /// Runs `operation` in a new task and settles with its result.
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

  /// A promise that is already fulfilled.
  public static func resolve(_ value: Value, on queue: DispatchQueue = .promiseReactions) -> Self {
    let promise = Self(queue: queue)
    promise.settle(.success(value))
    return promise
  }

  /// A promise that is already rejected.
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
    let (result, isHandled) = state.withLock { ($0.result, $0.isHandled) }
    if case .failure(let reason) = result, !isHandled {
      promiseLogger.error("uncaught (in promise) \(reason)")
    }
  }

  /// Settles the promise; later calls have no effect.
  package func settle(_ result: Result<Value, any Error>) {
    let hasReactions = state.withLock { state in
      guard state.result == nil else { return false }
      state.result = result
      return !state.reactions.isEmpty
    }
    if hasReactions { scheduleReactions(mayRunNow: true) }
  }

  /// Calls `reaction` on the queue once the promise is settled.
  func react(_ reaction: @escaping Reaction) {
    let isSettled = state.withLock { state in
      state.reactions.append(reaction)
      state.isHandled = true
      return state.result != nil
    }
    if isSettled { scheduleReactions(mayRunNow: false) }
  }

  /// Schedules the reactions: at the end of the current turn on the queue; if on the queue outside
  /// of a turn, immediately where allowed; otherwise later, on the queue.
  private func scheduleReactions(mayRunNow: Bool) {
    guard let microtasks = MicrotaskQueue.of(queue), microtasks.isCurrent else {
      return queue.asyncTurn { self.runReactions() }
    }
    if microtasks.add({ self.runReactions() }) { return }
    if mayRunNow {
      microtasks.performTurn { runReactions() }
    } else {
      queue.asyncTurn { self.runReactions() }
    }
  }

  /// Calls the pending reactions in the order they were added. There may be none if another call
  /// has run them already.
  private func runReactions() {
    let (result, reactions) = state.withLock { state in
      defer { state.reactions = [] }
      return (state.result, state.reactions)
    }
    guard let result else { return }
    for reaction in reactions { reaction(result) }
  }
}

extension DispatchQueue {
  /// The serial queue for the reactions of promises that name no other.
  public static let promiseReactions = DispatchQueue(label: "UserMedia.promises")
}
