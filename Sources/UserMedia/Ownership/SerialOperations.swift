import Synchronization

/// Runs asynchronous operations one at a time, in the order they were added.
final class SerialOperations: Sendable {
  private let last: Mutex<Task<Void, Never>?> = Mutex(nil)

  /// Adds an operation without waiting for it.
  func enqueue(_ operation: @escaping @Sendable () async -> Void) {
    _ = append(operation)
  }

  /// Adds an operation and waits for its result. It runs even if the caller is cancelled, so that
  /// its owner learns what it opened.
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
