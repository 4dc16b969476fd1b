import Synchronization

/// Lets tasks proceed one at a time, in the order they arrived.
///
/// Unlike in ``SerialOperations``, a cancelled task leaves the queue immediately, because a prompt
/// ahead of it may stay unanswered forever.
final class SerialTurns: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
    var count: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Waits for a turn; returns false if the task was cancelled first.
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

  /// Passes the turn to the next task.
  func end() {
    let next = state.withLock { state in
      state.isTaken = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst().continuation
    }
    next?.resume(returning: true)
  }
}
