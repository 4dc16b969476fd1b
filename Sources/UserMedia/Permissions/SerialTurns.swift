import Synchronization

/// Lets tasks go on one after another, in the order in which they came.
///
/// Other than with ``SerialOperations``, a task that is cancelled leaves the line at once: a
/// question before it may stay unanswered for ever.
final class SerialTurns: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
    var count: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Waits for the turn; false when the task was cancelled before it came.
  func take() async -> Bool {
    let id = state.withLock { state in
      state.count += 1
      return state.count
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let hasTurn: Bool? = state.withLock { state in
          if Task.isCancelled { return false }
          if state.isTaken {
            state.waiting.append((id, continuation))
            return nil
          }
          state.isTaken = true
          return true
        }
        if let hasTurn { continuation.resume(returning: hasTurn) }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        let index = state.waiting.firstIndex { $0.id == id }
        return index.map { state.waiting.remove(at: $0).continuation }
      }
      waiting?.resume(returning: false)
    }
  }

  /// Gives the turn to the next one.
  func end() {
    let next = state.withLock { state in
      state.isTaken = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst().continuation
    }
    next?.resume(returning: true)
  }
}
