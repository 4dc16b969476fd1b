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

/// Empties a queue into a handler, one call after another, on a dispatch queue.
private final class Drain<Element: Sendable>: Sendable {
  private let queue: DispatchQueue
  private let shape: @Sendable (Element) -> Element?
  private let handler: @Sendable (Element) -> Void
  private let consumer: Mutex<TrackConsumer<Element>?> = Mutex(nil)

  init(
    queue: DispatchQueue, shape: @escaping @Sendable (Element) -> Element?,
    handler: @escaping @Sendable (Element) -> Void
  ) {
    self.queue = queue
    self.shape = shape
    self.handler = handler
  }

  func attach(_ consumer: TrackConsumer<Element>) {
    self.consumer.withLock { $0 = consumer }
    schedule()
  }

  /// Called after each push that found the queue empty.
  func schedule() {
    queue.async { self.run() }
  }

  func cancel() {
    let consumer = self.consumer.withLock { $0.take() }
    consumer?.cancel()
  }

  private func run() {
    while let consumer = consumer.withLock({ $0 }), let element = consumer.queue.poll() {
      if let shaped = shape(element) { handler(shaped) }
    }
  }
}
