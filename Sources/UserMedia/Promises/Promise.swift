public import Dispatch
import Logging
import Synchronization

/// Where rejections go that nobody handled.
private let promiseLogger = Logger(label: "UserMedia.Promise")

/// A value that is there later, or the reason why it will never be (ECMAScript, `Promise`).
///
/// Reactions run one after another on the promise's ``queue``, never before the call that added
/// them has returned. `await` works as well: ``value``.
///
/// A promise that is settled on its queue reacts in the same turn, before anything else that waits
/// on the queue, as on the web: once the callback, handler or reaction that settled it has returned.
/// In a block that the program itself put on the queue, whose end cannot be seen, the reactions run
/// as part of the call that settles it.
public final class Promise<Value: Sendable>: Sendable {
  /// Where reactions run; promises made by `then` and its siblings inherit it.
  public let queue: DispatchQueue
  private let state = Mutex(State())

  /// What is called once the promise is settled.
  typealias Reaction = @Sendable (Result<Value, any Error>) -> Void

  private struct State {
    var result: Result<Value, any Error>?
    /// Reactions that have not been called yet.
    var reactions: [Reaction] = []
    var isHandled = false
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
    let (result, isHandled) = state.withLock { ($0.result, $0.isHandled) }
    if case .failure(let reason) = result, !isHandled {
      promiseLogger.error("uncaught (in promise) \(reason)")
    }
  }

  /// Settles the promise; a second call changes nothing.
  func settle(_ result: Result<Value, any Error>) {
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

  /// Has the reactions run: at the end of the turn that is under way on the queue, on the queue
  /// outside of a turn at once where they may, and later elsewhere.
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

  /// Calls the reactions that wait in the order in which they were added. None may be left: those
  /// of an earlier call were called by another one.
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
  /// Where reactions of promises run that name no other queue; serial.
  public static let promiseReactions = DispatchQueue(label: "UserMedia.promises")
}
