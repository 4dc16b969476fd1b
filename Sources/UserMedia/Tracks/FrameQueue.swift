import Synchronization
import UserMediaCore

/// The bounded queue between a driver's thread and a consumer.
///
/// Pushing never blocks, and wakes the consumer, which never polls. The ring grows to the largest
/// backlog and is then reused.
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
  /// The initial capacity of the ring.
  private static var usualPlaces: Int { 8 }

  /// Creates an empty queue; `size` returns an element's bytes. `wake` is for consumers that do not
  /// use ``next()``: it is called on the pushing thread after each push to an empty queue, and at
  /// the end.
  init(
    _ buffering: FrameBuffering, size: @escaping @Sendable (Element) -> Int = { _ in 0 },
    wake: (@Sendable () -> Void)? = nil
  ) {
    self.buffering = buffering
    self.size = size
    let places = min(buffering.capacity, Self.usualPlaces)
    state = Mutex(State(ring: Array(repeating: nil, count: places), wake: wake))
  }

  /// Adds an element; a full queue drops one.
  func push(_ element: Element) {
    let size = counted(element)
    // Set under the lock and used after it: a resumed task may run synchronously, and releasing an
    // element may call back. Not returned from the closure: a generic result is copied through its
    // value witnesses, which took 4 % of a frame's instructions.
    var waiter: UnsafeContinuation<Element?, Never>?
    var wake: (@Sendable () -> Void)?
    var evicted: Element?
    state.withLock { state in
      guard !state.isFinished else { return }
      waiter = state.waiter.take()
      guard waiter == nil else { return }
      if state.count == buffering.capacity || size > buffering.byteCount - state.byteCount,
        state.count > 0
      {
        state.dropped += 1
        if buffering.keepsOldest { return }
        evicted = takeFirst(&state)
      }
      if state.count == state.ring.count { Self.grow(&state) }
      state.ring[(state.first + state.count) % state.ring.count] = element
      state.count += 1
      state.byteCount += size
      if state.count == 1 { wake = state.wake }
    }
    waiter?.resume(returning: element)
    wake?()
    withExtendedLifetime(evicted) {}
  }

  /// Ends the queue: the consumer may drain it first, unless `discarding` drops its contents.
  func finish(discarding: Bool = false) {
    var waiter: UnsafeContinuation<Element?, Never>?
    var wake: (@Sendable () -> Void)?
    var discarded: [Element?] = []
    state.withLock { state in
      if discarding {
        swap(&state.ring, &discarded)
        (state.first, state.count, state.byteCount) = (0, 0, 0)
        state.isDiscarded = true
      }
      guard !state.isFinished else { return }
      state.isFinished = true
      waiter = state.waiter.take()
      if waiter == nil { wake = state.wake }
    }
    withExtendedLifetime(discarded) {}
    waiter?.resume(returning: nil)
    wake?()
  }

  /// Whether the queue's contents were discarded.
  var isDiscarded: Bool { state.withLock { $0.isDiscarded } }

  /// Removes and returns the oldest element; `nil` if empty.
  func poll() -> Element? { state.withLock { takeFirst(&$0) } }

  /// Removes and returns the oldest element, and whether it was the last one; `nil` if empty.
  func takeFirst() -> (element: Element, isLast: Bool)? {
    state.withLock { state in takeFirst(&state).map { ($0, state.count == 0) } }
  }

  /// The next element that is available without suspending: one in the queue, or on the thread of
  /// `executor` one read from the device. `nil` if there is none or the task is cancelled.
  /// - Parameter isAwaited: set if other tasks wait for that thread.
  @inline(__always)
  func take(from executor: (any CaptureExecutor)?, isAwaited: inout Bool) -> Element? {
    guard !Task.isCancelled else { return nil }
    if let element = poll() {
      // There is a backlog: service the devices now, since nothing else on this thread will until
      // it is drained.
      if let executor { isAwaited = executor.serveDevices() }
      return element
    }
    // Read again only if nothing came, so that cancellation is checked once per element.
    while executor?.takeData() == true {
      // Check for the end, too: the camera may continue for other tracks.
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

  /// The oldest element, or the end; `nil` if there is neither.
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
          precondition(state.waiter == nil, "a frame iterator serves one task at a time")
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

  /// The number of elements dropped before the consumer took them.
  var dropped: Int { state.withLock { $0.dropped } }

  private func takeFirst(_ state: inout State) -> Element? {
    guard state.count > 0, let element = state.ring[state.first].take() else { return nil }
    state.first = (state.first + 1) % state.ring.count
    state.count -= 1
    state.byteCount -= counted(element)
    return element
  }

  /// The element's bytes, if the queue counts bytes.
  private func counted(_ element: Element) -> Int {
    buffering.byteCount == .max ? 0 : size(element)
  }

  /// Doubles the size of a full ring.
  private static func grow(_ state: inout State) {
    let places = state.ring.count
    state.ring = Array(state.ring[state.first...] + state.ring[..<state.first])
    state.ring += repeatElement(nil, count: places)
    state.first = 0
  }
}
