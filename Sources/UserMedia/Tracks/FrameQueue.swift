import Synchronization

/// The one hand-off between a driver's thread and a consumer: bounded, the oldest is dropped first.
///
/// Pushing never waits; the consumer is woken by the push, not by looking. The ring is allocated
/// once.
final class FrameQueue<Element: Sendable>: Sendable {
  private struct State {
    var ring: [Element?]
    var first = 0
    var count = 0
    var dropped = 0
    var isFinished = false
    var waiter: UnsafeContinuation<Element?, Never>?
    var wake: (@Sendable () -> Void)?
  }

  private let state: Mutex<State>

  /// An empty queue. `wake` is called from the pushing thread after each push that found it empty,
  /// and at the end, for a consumer that does not use ``next()``.
  init(_ buffering: FrameBuffering, wake: (@Sendable () -> Void)? = nil) {
    state = Mutex(State(ring: Array(repeating: nil, count: buffering.capacity), wake: wake))
  }

  /// What a push or an end leads to; carried out after the lock is released.
  private enum Action {
    case none
    case resume(UnsafeContinuation<Element?, Never>, Element?)
    case wake(@Sendable () -> Void)

    func perform() {
      switch self {
      case .none: break
      case .resume(let continuation, let element): continuation.resume(returning: element)
      case .wake(let wake): wake()
      }
    }
  }

  /// Hands over an element; of a full queue the oldest is lost.
  func push(_ element: Element) {
    let action: Action = state.withLock { state in
      guard !state.isFinished else { return .none }
      if let waiter = state.waiter.take() { return .resume(waiter, element) }
      if state.count == state.ring.count {
        state.ring[state.first] = element
        state.first = (state.first + 1) % state.ring.count
        state.dropped += 1
        return .none
      }
      state.ring[(state.first + state.count) % state.ring.count] = element
      state.count += 1
      return state.count == 1 ? state.wake.map(Action.wake) ?? .none : .none
    }
    action.perform()
  }

  /// Ends: lets the consumer take what is there first, or `discarding` it at once.
  func finish(discarding: Bool = false) {
    let action: Action = state.withLock { state in
      if discarding {
        while Self.takeFirst(&state) != nil {}
      }
      guard !state.isFinished else { return .none }
      state.isFinished = true
      if let waiter = state.waiter.take() { return .resume(waiter, nil) }
      return state.wake.map(Action.wake) ?? .none
    }
    action.perform()
  }

  /// The oldest element that waits, or `nil`.
  func poll() -> Element? {
    state.withLock { Self.takeFirst(&$0) }
  }

  /// The next element; `nil` once the queue is finished and empty, or the task is cancelled.
  func next() async -> Element? {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let action: Action = state.withLock { state in
          if let element = Self.takeFirst(&state) { return .resume(continuation, element) }
          if state.isFinished || Task.isCancelled { return .resume(continuation, nil) }
          precondition(state.waiter == nil, "a sequence of frames has one iterator at a time")
          state.waiter = continuation
          return .none
        }
        action.perform()
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiter.take() }
      waiter?.resume(returning: nil)
    }
  }

  /// Elements that were pushed out before the consumer took them.
  var dropped: Int { state.withLock { $0.dropped } }

  private static func takeFirst(_ state: inout State) -> Element? {
    guard state.count > 0 else { return nil }
    let element = state.ring[state.first].take()
    state.first = (state.first + 1) % state.ring.count
    state.count -= 1
    return element
  }
}
