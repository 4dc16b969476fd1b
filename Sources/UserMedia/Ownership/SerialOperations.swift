import Synchronization

/// Runs asynchronous operations one after another, in the order they were asked for.
final class SerialOperations: Sendable {
  private let last: Mutex<Task<Void, Never>?> = Mutex(nil)

  /// Adds an operation; does not wait for it.
  func enqueue(_ operation: @escaping @Sendable () async -> Void) {
    _ = append(operation)
  }

  /// Adds an operation and waits for its result. It runs even when the caller is cancelled, so that
  /// what it opened is known to its owner.
  func run<Result: Sendable>(_ operation: @escaping @Sendable () async -> Result) async -> Result {
    await append(operation).value
  }

  private func append<Result: Sendable>(
    _ operation: @escaping @Sendable () async -> Result
  ) -> Task<Result, Never> {
    last.withLock { last in
      let previous = last
      let task = Task {
        await previous?.value
        return await operation()
      }
      last = Task { _ = await task.value }
      return task
    }
  }
}
