import Dispatch
import Synchronization

/// What is to run at the end of a turn of a dispatch queue, before anything else on that queue
/// (HTML, "microtask queue").
///
/// A turn is one call from the library into the program: a callback, a handler, a promise's reaction.
final class MicrotaskQueue: Sendable {
  typealias Microtask = @Sendable () -> Void

  private struct State {
    var waiting: [Microtask] = []
    /// Whether a turn is under way, which runs what waits.
    var isInTurn = false
  }

  private let state = Mutex(State())
  private static let key = DispatchSpecificKey<MicrotaskQueue>()
  /// Held while a queue gets its microtask queue.
  private static let making = Mutex(())

  /// The one of a queue; `nil` of a global queue, which runs blocks at the same time and has no turns.
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

  /// Calls `body`, on the dispatch queue, and then runs the microtasks that came of it.
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

  /// Has a microtask run at the end of the turn that is under way.
  /// - Returns: whether there is one: a block that the program itself put on the queue is none.
  func add(_ microtask: @escaping Microtask) -> Bool {
    state.withLock { state in
      if state.isInTurn { state.waiting.append(microtask) }
      return state.isInTurn
    }
  }
}

extension DispatchQueue {
  /// Calls `body` in a turn of its own, later.
  func asyncTurn(_ body: @escaping @Sendable () -> Void) {
    async { self.performTurn(body) }
  }

  /// Calls `body` as a turn; called on the queue.
  func performTurn(_ body: () -> Void) {
    if let microtasks = MicrotaskQueue.of(self) { microtasks.performTurn(body) } else { body() }
  }
}
