import Dispatch
import Synchronization

/// A handler's hold on a track: it is called until this is cancelled or dropped, or the track ends.
public final class FrameSubscription: Sendable {
  private let cancelConsumer: @Sendable () -> Void
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
    droppedCount = { consumer.queue.dropped }
  }

  /// The handler is not called any more once a call that is under way has returned.
  public func cancel() {
    cancelConsumer()
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
  }

  private let state = Mutex(State())
  private let queue: DispatchQueue
  private let shape: @Sendable (Element) -> Element?
  private let handler: @Sendable (Element) -> Void

  init(
    queue: DispatchQueue, shape: @escaping @Sendable (Element) -> Element?,
    handler: @escaping @Sendable (Element) -> Void
  ) {
    self.queue = queue
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
    state.withLock { state in
      // Before it is attached there is nothing to run.
      guard let item = state.item else { return }
      if state.isScheduled {
        state.isDue = true
      } else {
        state.isScheduled = true
        queue.async(execute: item)
      }
    }
  }

  func cancel() {
    let consumer = state.withLock { state in
      state.item = nil
      return state.consumer.take()
    }
    consumer?.cancel()
  }

  /// Handles one element. Those behind it wait for what else the dispatch queue has to do, which a
  /// handler that is slower than the track would keep from it for ever.
  private func run() {
    let first = state.withLock { $0.consumer }?.queue.takeFirst()
    if let first, let shaped = shape(first.element) { handler(shaped) }
    state.withLock { state in
      state.isScheduled = state.isDue || first?.isLast == false
      state.isDue = false
      if state.isScheduled, let item = state.item { queue.async(execute: item) }
    }
  }
}
