package import Dispatch
import Synchronization

/// The work to run at the end of a turn of a dispatch queue, before anything else on that queue
/// (HTML, "microtask queue").
///
/// A turn is one call from the library into the program: a callback, handler or promise reaction.
final class MicrotaskQueue: Sendable {
  typealias Microtask = @Sendable () -> Void

  private struct State {
    var waiting: [Microtask] = []
    /// Whether a turn is in progress; it runs the pending microtasks.
    var isInTurn = false
  }

  private let state = Mutex(State())
  private static let key = DispatchSpecificKey<MicrotaskQueue>()
  /// Held while a queue's microtask queue is created.
  private static let making = Mutex(())

  /// The microtask queue of a dispatch queue; `nil` for a global queue, which is concurrent and has
  /// no turns.
  static func of(_ queue: DispatchQueue) -> MicrotaskQueue? {
    if let known = queue.getSpecific(key: key) { return known }
    if queue.label.hasPrefix("com.apple.root.") { return nil }
    return making.withLock { _ in
      if let known = queue.getSpecific(key: key) { return known }
      let new = MicrotaskQueue()
      queue.setSpecific(key: key, value: new)
      return new
    }
  }

  /// Whether the caller runs on the dispatch queue.
  var isCurrent: Bool { DispatchQueue.getSpecific(key: Self.key) === self }

  /// Calls `body` and then runs the resulting microtasks. Call it on the dispatch queue.
  func performTurn(_ body: () -> Void) {
    let isOutermost = state.withLock { state in
      defer { state.isInTurn = true }
      return !state.isInTurn
    }
    body()
    guard isOutermost else { return }
    while let microtask = next() { microtask() }
  }

  private func next() -> Microtask? {
    state.withLock { state in
      state.isInTurn = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
  }

  /// Adds a microtask to the end of the current turn.
  /// - Returns: whether there is a current turn; a block that the program put on the queue is not a
  ///   turn.
  func add(_ microtask: @escaping Microtask) -> Bool {
    state.withLock { state in
      if state.isInTurn { state.waiting.append(microtask) }
      return state.isInTurn
    }
  }
}

extension DispatchQueue {
  /// Schedules `body` as a separate turn.
  package func asyncTurn(_ body: @escaping @Sendable () -> Void) {
    async { self.performTurn(body) }
  }

  /// Calls `body` as a turn. Call it on the queue.
  package func performTurn(_ body: () -> Void) {
    if let microtasks = MicrotaskQueue.of(self) { microtasks.performTurn(body) } else { body() }
  }
}
