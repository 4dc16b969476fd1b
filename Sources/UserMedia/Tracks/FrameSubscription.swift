import Dispatch
import Synchronization

/// A handler's hold on a track: it is called until this is cancelled or dropped, or the track ends.
public final class FrameSubscription: Sendable {
  private let cancelConsumer: @Sendable () -> Void
  private let waitForHandler: @Sendable () async -> Void
  private let droppedCount: @Sendable () -> Int

  init<Element>(
    port: TrackPort<Element>?, buffering: FrameBuffering,
    size: @escaping @Sendable (Element) -> Int, queue: DispatchQueue,
    shape: @escaping @Sendable (Element) -> Element?,
    handler: @escaping @Sendable (Element) -> Void
  ) {
    let drain = Drain(queue: queue, shape: shape, handler: handler)
    let consumer = TrackConsumer(port: port, buffering: buffering, size: size) { [weak drain] in
      drain?.schedule()
    }
    drain.attach(consumer)
    // The drain lives as long as its consumer is wanted; the consumer's wake-up holds it weakly.
    cancelConsumer = { drain.cancel() }
    waitForHandler = { await drain.wait() }
    droppedCount = { consumer.queue.dropped }
  }

  /// Ends the subscription without waiting, so that it can be called anywhere, also by the handler.
  ///
  /// The handler is not called again, nor with a frame that was being prepared for it. A call that
  /// has begun goes on, and on another thread it may be at its first statement as this returns:
  /// where that matters, call this on the handler's queue, or ``cancelAndWait()``.
  public func cancel() {
    cancelConsumer()
  }

  /// Ends the subscription; when this returns, the handler neither runs nor will run.
  ///
  /// It waits for a call that is under way, so the handler must not wait for it in turn.
  public func cancelAndWait() async {
    cancelConsumer()
    await waitForHandler()
  }

  /// Elements that were lost because the handler was slower than the track.
  public var dropped: Int { droppedCount() }

  deinit {
    cancel()
  }
}

/// Hands what waits in a queue to a handler, one call after another, on a dispatch queue of any
/// kind.
private final class Drain<Element: Sendable>: Sendable {
  private struct State {
    var consumer: TrackConsumer<Element>?
    /// ``run()``, made once, so that a frame allocates nothing.
    var item: DispatchWorkItem?
    /// Whether ``run()`` waits on the dispatch queue, or is under way.
    var isScheduled = false
    /// Whether more came meanwhile.
    var isDue = false
    /// Whether the handler runs.
    var isHandling = false
    /// Tasks that wait for it to return.
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let queue: DispatchQueue
  private let microtasks: MicrotaskQueue?
  private let shape: @Sendable (Element) -> Element?
  private let handler: @Sendable (Element) -> Void

  init(
    queue: DispatchQueue, shape: @escaping @Sendable (Element) -> Element?,
    handler: @escaping @Sendable (Element) -> Void
  ) {
    self.queue = queue
    microtasks = MicrotaskQueue.of(queue)
    self.shape = shape
    self.handler = handler
  }

  func attach(_ consumer: TrackConsumer<Element>) {
    state.withLock { state in
      state.consumer = consumer
      state.item = DispatchWorkItem { [weak self] in self?.run() }
    }
    schedule()
  }

  /// Called after each push that found the queue of elements empty.
  func schedule() {
    let item = state.withLock { state -> DispatchWorkItem? in
      // Before it is attached there is nothing to run.
      guard let item = state.item else { return nil }
      if state.isScheduled {
        state.isDue = true
        return nil
      }
      state.isScheduled = true
      return item
    }
    if let item { queue.async(execute: item) }
  }

  func cancel() {
    let (consumer, _) = state.withLock { state in (state.consumer.take(), state.item.take()) }
    consumer?.cancel()
  }

  /// Returns once no call of the handler is under way; after ``cancel()`` none follows.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.isHandling { state.waiters.append(continuation) }
        return !state.isHandling
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Handles one element. Those behind it wait for what else the dispatch queue has to do, which a
  /// handler that is slower than the track would keep from it for ever.
  private func run() {
    let consumer = state.withLock { $0.consumer }
    let first = consumer?.queue.takeFirst()
    if let consumer, let first, let shaped = shape(first.element) { handle(shaped, consumer) }
    let item = state.withLock { state -> DispatchWorkItem? in
      state.isScheduled = state.isDue || first?.isLast == false
      state.isDue = false
      return state.isScheduled ? state.item : nil
    }
    if let item { queue.async(execute: item) }
  }

  /// Calls the handler, unless the subscription was cancelled or the track stopped while the element
  /// was on its way.
  private func handle(_ element: Element, _ consumer: TrackConsumer<Element>) {
    if consumer.queue.isDiscarded { return }
    let isWanted = state.withLock { state in
      state.isHandling = state.consumer != nil
      return state.isHandling
    }
    guard isWanted else { return }
    if let microtasks { microtasks.performTurn { handler(element) } } else { handler(element) }
    let waiters = state.withLock { state in
      state.isHandling = false
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
