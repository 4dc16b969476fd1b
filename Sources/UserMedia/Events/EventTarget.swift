public import Dispatch

/// An object that fires events (DOM, `EventTarget`).
///
/// Listeners for an event's type are called on ``queue``, one at a time, in the order in which they
/// were added. A listener removed during delivery is not called; one added during delivery receives
/// the next event.
///
/// All targets of a navigator share its queue. A handler that is slow or blocks delays every handler,
/// callback and promise reaction behind it. It delays no frames: those have queues of their own.
public protocol EventTarget: ParameterlessEventHandlers, Sendable {
  /// Data that the target's events carry besides their type.
  associatedtype EventDetail: Sendable = Void

  /// The serial queue that handlers and listeners run on.
  var queue: DispatchQueue { get }
  /// The listeners for the target's events.
  var eventListeners: EventListeners<Self> { get }
}

/// An object whose handlers may omit the event: `track.onended = { print("ended") }`.
///
/// Swift does not convert a closure without parameters to a function with one. Every
/// ``EventTarget`` conforms.
public protocol ParameterlessEventHandlers: AnyObject {}

/// A function that can be added to targets and removed again (DOM, `EventListener`).
public final class EventListener<Target: EventTarget>: Sendable {
  /// The function called with each event.
  public let handleEvent: @Sendable (MediaEvent<Target>) -> Void
  /// The function behind ``handleEvent``, where it takes no event.
  let parameterless: (@Sendable () -> Void)?

  /// Creates a listener that calls `handleEvent`.
  public init(_ handleEvent: @escaping @Sendable (MediaEvent<Target>) -> Void) {
    self.handleEvent = handleEvent
    parameterless = nil
  }

  /// A listener that calls `function` without the event.
  package init(parameterless function: @escaping @Sendable () -> Void) {
    handleEvent = { _ in function() }
    parameterless = function
  }
}

// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget {
  /// Calls `callback` with each event of a type, or with the next one only.
  /// - Returns: the listener, for ``removeEventListener(_:_:)``.
  @_disfavoredOverload
  @discardableResult
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false,
    _ callback: @escaping @Sendable (MediaEvent<Self>) -> Void
  ) -> EventListener<Self> {
    let listener = EventListener(callback)
    addEventListener(type, once: once, listener)
    return listener
  }

  /// Calls `callback`, without the event, for each event of a type, or only for the next one.
  /// - Returns: the listener, for ``removeEventListener(_:_:)``.
  @_disfavoredOverload
  @discardableResult
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false, _ callback: @escaping @Sendable () -> Void
  ) -> EventListener<Self> {
    let listener = EventListener<Self>(parameterless: callback)
    addEventListener(type, once: once, listener)
    return listener
  }

  /// Adds a listener for a type of event. Adding it twice has no effect.
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false, _ listener: EventListener<Self>
  ) {
    eventListeners.add(listener, to: type, once: once)
  }

  /// Removes a listener for a type of event. A call already in progress is completed.
  public func removeEventListener(_ type: EventType<Self>, _ listener: EventListener<Self>) {
    eventListeners.remove(listener, from: type)
  }

  /// Delivers `event` to its listeners on ``queue``. Unlike the DOM's method, it returns
  /// immediately.
  public func dispatchEvent(_ event: MediaEvent<Self>) {
    queue.async { event.target.eventListeners.dispatch(event) }
  }

  /// The events of these types from now on; all types if none is given.
  ///
  /// A loop that falls 64 events behind loses the oldest. Neither the sequence nor its unread
  /// events keep the target alive. The sequence ends when the target is released or can fire no
  /// further event.
  public func events(_ types: EventType<Self>...) -> EventSequence<Self> {
    EventSequence(types: Set(types), of: eventListeners)
  }
}
