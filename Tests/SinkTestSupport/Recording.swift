import Dispatch
import Synchronization
package import Testing

/// Records what a test's sink receives, and lets tests wait for a condition.
package final class Recording<Record: Sendable & CustomStringConvertible>: Sendable {
  private typealias Continuation = CheckedContinuation<Record?, Never>

  private struct Waiter: Sendable {
    let id: Int
    let isMet: @Sendable (Record) -> Bool
    let continuation: Continuation
  }

  private struct State: Sendable {
    var record: Record
    var waiters: [Waiter] = []
    var lastId = 0
    /// Whether a wait has timed out: the test has failed, so other waits needn't take as long.
    var hasTimedOut = false
  }

  private let state: Mutex<State>
  private let isOver: @Sendable (Record) -> Bool
  /// Runs timeouts, on its own queue, which no other work can block.
  private let timeouts = DispatchQueue(label: "recording.timeouts")

  /// Creates a recording that starts with `record`; waits end once `isOver` holds.
  package init(_ record: Record, isOver: @escaping @Sendable (Record) -> Bool) {
    state = Mutex(State(record: record))
    self.isOver = isOver
  }

  /// What has been received so far.
  package var record: Record { state.withLock { $0.record } }

  /// Waits until the record meets a condition or is over. Fails the test after `seconds`.
  package func wait(
    seconds: Double = 60, sourceLocation: SourceLocation,
    until isMet: @escaping @Sendable (Record) -> Bool
  ) async -> Record {
    let met = await withCheckedContinuation { (continuation: Continuation) in
      let (record, id) = state.withLock { state -> (Record?, Int?) in
        if isMet(state.record) || isOver(state.record) { return (state.record, nil) }
        if state.hasTimedOut { return (nil, nil) }
        state.lastId += 1
        state.waiters.append(Waiter(id: state.lastId, isMet: isMet, continuation: continuation))
        return (nil, state.lastId)
      }
      guard let id else { return continuation.resume(returning: record) }
      timeouts.asyncAfter(deadline: .now() + seconds) { [weak self] in self?.giveUp(on: id) }
    }
    if let met { return met }
    let record = record
    Issue.record("waited \(seconds) s in vain: \(record)", sourceLocation: sourceLocation)
    return record
  }

  private func giveUp(on id: Int) {
    let late = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
      state.hasTimedOut = true
      return state.waiters.remove(at: index)
    }
    late?.continuation.resume(returning: nil)
  }

  /// Records something received.
  package func note(_ change: (inout Record) -> Void) {
    let (met, record) = state.withLock { state in
      change(&state.record)
      let record = state.record
      let met = state.waiters.filter { $0.isMet(record) || isOver(record) }
      let ids = Set(met.map(\.id))
      state.waiters.removeAll { ids.contains($0.id) }
      return (met, record)
    }
    for waiter in met { waiter.continuation.resume(returning: record) }
  }
}
