import Dispatch
public import UserMedia

/// An object whose handlers and listeners can be closures of the main actor.
///
/// Every ``EventTarget`` of UserMedia conforms. Where a program imports `UserMediaMainActor`, a
/// closure that is assigned to a handler such as `onended` is isolated to the main actor, so that it
/// uses the program's state without `await`:
///
///     import UserMedia
///     import UserMediaMainActor
///
///     var count = 0
///     track.onended = { count += 1 }
///
/// It runs on the main queue, which must be served: by `dispatchMain()`, or by `await` at the top level or in
/// an `async` main function. It does so in the event's own turn if that is the target's ``EventTarget/queue``,
/// `Navigator(callbackQueue: .main)`, and otherwise as soon as the main queue is free.
public protocol MainActorEventTarget: EventTarget, ParameterlessMainActorHandlers {}

/// An object whose main-actor handlers may omit the event.
public protocol ParameterlessMainActorHandlers: ParameterlessEventHandlers {}

extension MediaStreamTrack: MainActorEventTarget {}
extension MediaStream: MainActorEventTarget {}
extension MediaDevices: MainActorEventTarget {}
extension MediaRecorder: MainActorEventTarget {}
extension PermissionStatus: MainActorEventTarget {}
extension VideoElement: MainActorEventTarget {}

/// A handler of the main actor.
public typealias MainActorHandler<Target: EventTarget> = @MainActor (MediaEvent<Target>) -> Void

extension MainActorEventTarget {
  /// Calls `callback` on the main actor with each event of a type, or with the next one only.
  /// - Returns: the listener, for ``EventTarget/removeEventListener(_:_:)``.
  @discardableResult
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false, _ callback: @escaping MainActorHandler<Self>
  ) -> EventListener<Self> {
    let listener = EventListener(isolated(callback))
    addEventListener(type, once: once, listener)
    return listener
  }

  /// Calls `callback` on the main actor, without the event, for each event of a type, or only for
  /// the next one.
  /// - Returns: the listener, for ``EventTarget/removeEventListener(_:_:)``.
  @discardableResult
  public func addEventListener(
    _ type: EventType<Self>, once: Bool = false, _ callback: @escaping @MainActor () -> Void
  ) -> EventListener<Self> {
    let listener = EventListener<Self>(parameterless: isolated(callback))
    addEventListener(type, once: once, listener)
    return listener
  }

  /// The function that calls a handler on the main actor.
  func isolated(_ handler: @escaping MainActorHandler<Self>) -> @Sendable (MediaEvent<Self>) -> Void
  {
    // The queue rather than the target, which a handler must not keep alive.
    { [queue] event in queue.runOnMainActor { handler(event) } }
  }

  /// The function that calls a parameterless handler on the main actor.
  func isolated(_ handler: @escaping @MainActor () -> Void) -> @Sendable () -> Void {
    { [queue] in queue.runOnMainActor(handler) }
  }

  /// The handler for a type, as a main-actor function.
  subscript(mainActorHandler type: EventType<Self>) -> MainActorHandler<Self>? {
    get { eventListeners[handler: type] }
    set { eventListeners[handler: type] = newValue.map { isolated($0) } }
  }

  /// The parameterless handler for a type, as a main-actor function.
  subscript(parameterlessMainActorHandler type: EventType<Self>) -> (@MainActor () -> Void)? {
    get { eventListeners[parameterlessHandler: type] }
    set { eventListeners[parameterlessHandler: type] = newValue.map { isolated($0) } }
  }
}
