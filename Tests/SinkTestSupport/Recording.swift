import Synchronization

/// What a test's sink has heard so far, for tests that wait until that is enough.
package final class Recording<Record: Sendable>: Sendable {
  private struct State: Sendable {
    var record: Record
    var waiters: [(isMet: @Sendable (Record) -> Bool, done: CheckedContinuation<Record, Never>)] =
      []
  }

  private let state: Mutex<State>
  private let isOver: @Sendable (Record) -> Bool

  /// A recording that begins with `record`; nobody waits any more once it `isOver`.
  package init(_ record: Record, isOver: @escaping @Sendable (Record) -> Bool) {
    state = Mutex(State(record: record))
    self.isOver = isOver
  }

  /// What was heard so far.
  package var record: Record { state.withLock { $0.record } }

  /// Waits until what was heard meets a condition, or is over.
  package func wait(until isMet: @escaping @Sendable (Record) -> Bool) async -> Record {
    await withCheckedContinuation { continuation in
      let record: Record? = state.withLock { state in
        if isMet(state.record) || isOver(state.record) { return state.record }
        state.waiters.append((isMet, continuation))
        return nil
      }
      if let record { continuation.resume(returning: record) }
    }
  }

  /// Notes what is heard.
  package func note(_ change: (inout Record) -> Void) {
    let (met, record) = state.withLock { state in
      change(&state.record)
      let record = state.record
      let met = state.waiters.filter { $0.isMet(record) || isOver(record) }
      state.waiters.removeAll { $0.isMet(record) || isOver(record) }
      return (met, record)
    }
    for waiter in met { waiter.done.resume(returning: record) }
  }
}
