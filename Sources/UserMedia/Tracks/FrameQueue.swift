import Synchronization
import UserMediaCore

/// The one hand-off between a driver's thread and a consumer, bounded as its buffering says.
///
/// Pushing never waits; the consumer is woken by the push, not by looking. The ring grows to what
/// waits at most, and is then used again.
final class FrameQueue<Element: Sendable>: Sendable {
  private struct State {
    var ring: [Element?]
    var first = 0
    var count = 0
    var byteCount = 0
    var dropped = 0
    var isFinished = false
    var isDiscarded = false
    var waiter: UnsafeContinuation<Element?, Never>?
    var wake: (@Sendable () -> Void)?
  }

  private let state: Mutex<State>
  private let buffering: FrameBuffering
  private let size: @Sendable (Element) -> Int
  /// Places of a ring before it grows.
  private static var usualPlaces: Int { 8 }

  /// An empty queue of elements whose bytes `size` counts. `wake` is called from the pushing thread
  /// after each push that found it empty, and at the end, for a consumer that does not use
  /// ``next()``.
  init(
    _ buffering: FrameBuffering, size: @escaping @Sendable (Element) -> Int = { _ in 0 },
    wake: (@Sendable () -> Void)? = nil
  ) {
    self.buffering = buffering
    self.size = size
    let places = min(buffering.capacity, Self.usualPlaces)
    state = Mutex(State(ring: Array(repeating: nil, count: places), wake: wake))
  }

  /// What a push or an end leaves to be done once the lock is released: a resumed task may run on the
  /// spot, and what is released may call back.
  private struct Aftermath {
    var waiter: UnsafeContinuation<Element?, Never>?
    var wake: (@Sendable () -> Void)?
    /// Released with this.
    var evicted: Element?

    func perform(_ element: Element?) {
      waiter?.resume(returning: element)
      wake?()
    }
  }

  /// Hands over an element; of a full queue one is lost.
  func push(_ element: Element) {
    let size = counted(element)
    let aftermath = state.withLock { state -> Aftermath? in
      guard !state.isFinished else { return nil }
      if let waiter = state.waiter.take() { return Aftermath(waiter: waiter) }
      var evicted: Element?
      if state.count == buffering.capacity || size > buffering.byteCount - state.byteCount,
        state.count > 0
      {
        state.dropped += 1
        if buffering.keepsOldest { return nil }
        evicted = takeFirst(&state)
      }
      if state.count == state.ring.count { Self.grow(&state) }
      state.ring[(state.first + state.count) % state.ring.count] = element
      state.count += 1
      state.byteCount += size
      return Aftermath(wake: state.count == 1 ? state.wake : nil, evicted: evicted)
    }
    aftermath?.perform(element)
  }

  /// Ends: lets the consumer take what is there first, or `discarding` it at once.
  func finish(discarding: Bool = false) {
    let (aftermath, discarded) = state.withLock { state -> (Aftermath?, [Element?]) in
      var discarded: [Element?] = []
      if discarding {
        swap(&state.ring, &discarded)
        (state.first, state.count, state.byteCount) = (0, 0, 0)
        state.isDiscarded = true
      }
      guard !state.isFinished else { return (nil, discarded) }
      state.isFinished = true
      let waiter = state.waiter.take()
      return (Aftermath(waiter: waiter, wake: waiter == nil ? state.wake : nil), discarded)
    }
    withExtendedLifetime(discarded) {}
    aftermath?.perform(nil)
  }

  /// Whether what was in the queue is not wanted any more.
  var isDiscarded: Bool { state.withLock { $0.isDiscarded } }

  /// The oldest element that waits, or `nil`.
  func poll() -> Element? { state.withLock { takeFirst(&$0) } }

  /// The oldest element that waits, and whether no other waits behind it; `nil` when none does.
  func takeFirst() -> (element: Element, isLast: Bool)? {
    state.withLock { state in takeFirst(&state).map { ($0, state.count == 0) } }
  }

  /// The next element where it can be had at once: one that waits, or on the thread of `executor`
  /// one that the device is asked for. `nil` otherwise, and when the task is cancelled.
  /// - Parameter isAwaited: set when other tasks wait for that thread.
  @inline(__always)
  func take(from executor: (any CaptureExecutor)?, isAwaited: inout Bool) -> Element? {
    guard !Task.isCancelled else { return nil }
    if let element = poll() {
      // A backlog: until it is worked off, nobody else on the thread takes frames from the drivers.
      if let executor { isAwaited = executor.serveDevices() }
      return element
    }
    // Asked again only when nothing came, so that the task is asked once for an element.
    while executor?.takeData() == true {
      // The end as well: the camera can go on for others.
      if let result = result() { return result }
      if Task.isCancelled { return nil }
    }
    return nil
  }

  /// The next element; `nil` once the queue is finished and empty, or the task is cancelled.
  nonisolated(nonsending) func next() async -> Element? {
    guard !Task.isCancelled else { return nil }
    if let result = result() { return result }
    return await wait()
  }

  /// The oldest element that waits, or the end; `nil` when neither is there.
  @inline(__always)
  private func result() -> Element?? {
    state.withLock { state in
      let element = takeFirst(&state)
      return element != nil || state.isFinished ? .some(element) : .none
    }
  }

  /// Suspends the task until there is an element.
  nonisolated(nonsending) private func wait() async -> Element? {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let (isOver, element) = state.withLock { state -> (Bool, Element?) in
          if let element = takeFirst(&state) { return (true, element) }
          if state.isFinished || Task.isCancelled { return (true, nil) }
          precondition(state.waiter == nil, "a sequence of frames has one iterator at a time")
          state.waiter = continuation
          return (false, nil)
        }
        if isOver { continuation.resume(returning: element) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiter.take() }
      waiter?.resume(returning: nil)
    }
  }

  /// Elements that were pushed out before the consumer took them.
  var dropped: Int { state.withLock { $0.dropped } }

  private func takeFirst(_ state: inout State) -> Element? {
    guard state.count > 0, let element = state.ring[state.first].take() else { return nil }
    state.first = (state.first + 1) % state.ring.count
    state.count -= 1
    state.byteCount -= counted(element)
    return element
  }

  /// The bytes of an element, where they matter.
  private func counted(_ element: Element) -> Int {
    buffering.byteCount == .max ? 0 : size(element)
  }

  /// Doubles a ring that is full.
  private static func grow(_ state: inout State) {
    let places = state.ring.count
    state.ring = Array(state.ring[state.first...] + state.ring[..<state.first])
    state.ring += repeatElement(nil, count: places)
    state.first = 0
  }
}
