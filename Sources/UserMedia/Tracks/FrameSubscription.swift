import Dispatch
import Synchronization

/// Keeps a handler attached to a track until it is cancelled or released, or the track ends.
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
    // The drain lives while its consumer is wanted; the consumer's wake-up refers to it weakly.
    cancelConsumer = { drain.cancel() }
    waitForHandler = { await drain.wait() }
    droppedCount = { consumer.queue.dropped }
  }

  /// Ends the subscription without waiting. Call it anywhere, even from the handler.
  ///
  /// The handler is not called again, not even for a frame already being prepared. A call that has
  /// started continues, and on another thread it may only just have started when this returns. If
  /// that matters, call this on the handler's queue, or use ``cancelAndWait()``.
  public func cancel() {
    cancelConsumer()
  }

  /// Ends the subscription. After this returns, the handler is not running and will not run again.
  ///
  /// It waits for a call in progress, so the handler must not wait for it.
  public func cancelAndWait() async {
    cancelConsumer()
    await waitForHandler()
  }

  /// The number of elements lost because the handler was slower than the track.
  public var dropped: Int { droppedCount() }

  deinit {
    cancel()
  }
}

/// Passes the elements of a queue to a handler, one call at a time, on any kind of dispatch queue.
private final class Drain<Element: Sendable>: Sendable {
  private struct State {
    var consumer: TrackConsumer<Element>?
    /// A reusable work item for ``run()``, so that a frame allocates nothing.
    var item: DispatchWorkItem?
    /// Whether ``run()`` is queued or running.
    var isScheduled = false
    /// Whether more elements came meanwhile.
    var isDue = false
    /// Whether the handler is running.
    var isHandling = false
    /// Tasks waiting for the handler to return.
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

  /// Called after each push to an empty queue.
  func schedule() {
    let item = state.withLock { state -> DispatchWorkItem? in
      // Before the drain is attached there is nothing to run.
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

  /// Waits until no handler call is in progress; after ``cancel()``, none follows.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.isHandling { state.waiters.append(continuation) }
        return !state.isHandling
      }
      if isIdle { continuation.resume() }
    }
  }

  /// Handles one element, then yields to other work on the dispatch queue, which a handler slower
  /// than the track would otherwise starve.
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

  /// Calls the handler, unless the subscription was cancelled or the track stopped in the meantime.
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
