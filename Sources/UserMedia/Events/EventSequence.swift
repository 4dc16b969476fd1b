/// Events as they happen, for one loop: see ``EventTarget/events(_:)``.
public struct EventSequence<Target: EventTarget>: AsyncSequence, Sendable {
  /// An event.
  public typealias Element = Event<Target>
  /// Iterating never throws.
  public typealias Failure = Never

  private let subscription: EventSubscription<Target>

  init(types: Set<EventType<Target>>, of listeners: EventListeners<Target>) {
    subscription = EventSubscription(types: types, of: listeners)
  }

  /// Takes the events.
  public func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }

  /// Takes one event after another.
  public struct Iterator: AsyncIteratorProtocol {
    let subscription: EventSubscription<Target>

    /// The next event; `nil` once there will be none any more, or the task is cancelled.
    public mutating func next() async -> Event<Target>? { await subscription.queue.next() }

    /// As ``next()``, wherever the caller is isolated.
    public mutating func next(isolation actor: isolated (any Actor)?) async -> Event<Target>? {
      await next()
    }
  }
}

/// A queue of events that is filled for as long as it is held.
final class EventSubscription<Target: EventTarget>: Sendable {
  let queue = FrameQueue<Event<Target>>(.newest(64))
  private let remove: @Sendable (FrameQueue<Event<Target>>) -> Void

  init(types: Set<EventType<Target>>, of listeners: EventListeners<Target>) {
    // Weakly, so that the end of the target is the end of the loop.
    remove = { [weak listeners] queue in listeners?.remove(queue) }
    listeners.add(queue, types: types)
  }

  deinit {
    remove(queue)
  }
}
