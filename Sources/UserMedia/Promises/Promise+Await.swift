import Synchronization

extension Promise {
  /// Waits for the value; throws the reason of a rejection.
  ///
  /// A task that is cancelled while waiting gets `CancellationError`; the promise is not affected.
  public var value: Value {
    get async throws {
      let waiter = Waiter()
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          waiter.wait(continuation)
          react { waiter.resume($0) }
        }
      } onCancel: {
        waiter.resume(.failure(CancellationError()))
      }
    }
  }

  /// A waiting task, resumed once, by the promise or by a cancellation.
  private final class Waiter: Sendable {
    private enum State {
      case idle
      case waiting(CheckedContinuation<Value, any Error>)
      case done(Result<Value, any Error>)
    }
    private let state = Mutex(State.idle)

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
      let result: Result<Value, any Error>? = state.withLock { state in
        if case .done(let result) = state { return result }
        state = .waiting(continuation)
        return nil
      }
      if let result { continuation.resume(with: result) }
    }

    func resume(_ result: Result<Value, any Error>) {
      let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
        defer { if case .done = state {} else { state = .done(result) } }
        guard case .waiting(let continuation) = state else { return nil }
        return continuation
      }
      continuation?.resume(with: result)
    }
  }
}
