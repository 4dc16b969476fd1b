import Synchronization

/// An asynchronous sequence of events; see ``EventTarget/events(_:)``.
///
/// Consecutive loops continue where the last one stopped. Concurrent loops each receive every event
/// from their start.
public struct EventSequence<Target: EventTarget>: AsyncSequence, Sendable {
  /// An event.
  public typealias Element = MediaEvent<Target>
  /// Iteration never throws.
  public typealias Failure = Never

  private let loops: EventLoops<Target>

  init(types: Set<EventType<Target>>, of listeners: EventListeners<Target>) {
    loops = EventLoops(types: types, of: listeners)
  }

  /// Starts a loop over the events.
  public func makeAsyncIterator() -> Iterator { Iterator(loop: loops.begin()) }

  /// Iterates over the events.
  public struct Iterator: AsyncIteratorProtocol {
    let loop: EventLoops<Target>.Loop

    /// The next event; `nil` once no more will come, or the task is cancelled.
    public mutating func next() async -> MediaEvent<Target>? {
      while let waiting = await loop.subscription.queue.next() {
        if let event = waiting.event { return event }
      }
      return nil
    }

    /// Like ``next()``, with the caller's isolation.
    public mutating func next(isolation actor: isolated (any Actor)?) async -> MediaEvent<Target>? {
      await next()
    }
  }
}

/// The loops over one sequence of events.
final class EventLoops<Target: EventTarget>: Sendable {
  /// The events received by one loop.
  final class Loop: Sendable {
    let subscription: EventSubscription<Target>

    init(_ subscription: EventSubscription<Target>) {
      self.subscription = subscription
    }
  }

  private let types: Set<EventType<Target>>
  private let listeners: WeakReference<EventListeners<Target>>
  /// Events since the sequence was created, for one loop at a time.
  private let first: EventSubscription<Target>
  private let reader = Mutex(WeakReference<Loop>())

  init(types: Set<EventType<Target>>, of listeners: EventListeners<Target>) {
    self.types = types
    self.listeners = WeakReference(listeners)
    first = EventSubscription(types: types, of: listeners)
  }

  func begin() -> Loop {
    let loop = Loop(first)
    // The last loop over `first` is released after the lock, if this was its last reference.
    let last = reader.withLock { reader in
      let last = reader.value
      if last == nil { reader = WeakReference(loop) }
      return last
    }
    return last == nil ? loop : Loop(EventSubscription(types: types, of: listeners.value))
  }
}

/// A queue that receives events while it is held.
final class EventSubscription<Target: EventTarget>: Sendable {
  let queue = FrameQueue<WaitingEvent<Target>>(.newest(64))
  private let remove: @Sendable (FrameQueue<WaitingEvent<Target>>) -> Void

  /// Without listeners, no event will come.
  init(types: Set<EventType<Target>>, of listeners: EventListeners<Target>?) {
    // Weak, so that the loop ends with the target.
    remove = { [weak listeners] queue in listeners?.remove(queue) }
    if let listeners { listeners.add(queue, types: types) } else { queue.finish() }
  }

  deinit {
    remove(queue)
  }
}
