public import Dispatch

/// An object that events happen to (DOM, `EventTarget`).
///
/// Each event is told to the listeners of its type in the order in which they were added, one after
/// another, on ``queue``. One that is removed meanwhile is not called any more, and one that is
/// added meanwhile hears of the next event.
public protocol EventTarget: AnyObject, Sendable {
  /// What the target's events tell besides what happened.
  associatedtype EventDetail: Sendable = Void

  /// Where handlers and listeners run; a serial queue.
  var queue: DispatchQueue { get }
  /// Who is told of events.
  var eventListeners: EventListeners<Self> { get }
}

/// A function that can be added to targets, and removed from them (DOM, `EventListener`).
public final class EventListener<Target: EventTarget>: Sendable {
  /// What is called with each event.
  public let handleEvent: @Sendable (Event<Target>) -> Void

  /// A listener that calls `handleEvent`.
  public init(_ handleEvent: @escaping @Sendable (Event<Target>) -> Void) {
    self.handleEvent = handleEvent
  }
}

extension EventTarget {
  /// Calls `callback` with each event of a type, or with the next one only.
  /// - Returns: the listener, for ``removeEventListener(_:_:)``.
  @discardableResult
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false,
    _ callback: @escaping @Sendable (Event<Self>) -> Void
  ) -> EventListener<Self> {
    let listener = EventListener(callback)
    addEventListener(type, once: once, listener)
    return listener
  }

  /// Adds a listener to a type of events, unless it has it already.
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false, _ listener: EventListener<Self>
  ) {
    eventListeners.add(listener, to: type, once: once)
  }

  /// Takes a listener away from a type of events. It is not called any more, except by a call that
  /// is under way.
  public func removeEventListener(_ type: EventType<Self>, _ listener: EventListener<Self>) {
    eventListeners.remove(listener, from: type)
  }

  /// Tells the listeners of `event` on ``queue``; unlike the DOM's call, this one returns at once.
  public func dispatchEvent(_ event: Event<Self>) {
    queue.async { event.target.eventListeners.dispatch(event) }
  }

  /// The events of these types, of all types when none is named, from now on.
  ///
  /// A loop that is 64 events behind loses the oldest. The sequence does not keep the target alive,
  /// nor do events that nobody has read: it ends when the target is gone, and they go with it. It
  /// ends as well when the target can have no further event.
  public func events(_ types: EventType<Self>...) -> EventSequence<Self> {
    EventSequence(types: Set(types), of: eventListeners)
  }
}
