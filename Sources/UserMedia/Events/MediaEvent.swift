/// Something that happened to an object: the DOM's `Event`, under a name that GUI toolkits do not use.
public struct MediaEvent<Target: EventTarget>: Sendable {
  /// The type of event.
  public let type: EventType<Target>
  /// The object the event happened to. Use it in a handler instead of capturing the object, which
  /// would create a retain cycle.
  public let target: Target
  /// Additional data; see the target's ``EventTarget/EventDetail``.
  public let detail: Target.EventDetail

  /// An event for ``EventTarget/dispatchEvent(_:)``.
  public init(_ type: EventType<Target>, target: Target, detail: Target.EventDetail) {
    self.type = type
    self.target = target
    self.detail = detail
  }
}

extension MediaEvent where Target.EventDetail == Void {
  /// An event without additional data.
  public init(_ type: EventType<Target>, target: Target) {
    self.init(type, target: target, detail: ())
  }
}
