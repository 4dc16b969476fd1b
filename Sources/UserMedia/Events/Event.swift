/// Something that happened to an object (DOM, `Event`).
public struct Event<Target: EventTarget>: Sendable {
  /// What happened.
  public let type: EventType<Target>
  /// The object that it happened to. A handler that uses this rather than the object itself makes
  /// no cycle of references.
  public let target: Target
  /// What there is to tell besides; see the target's ``EventTarget/EventDetail``.
  public let detail: Target.EventDetail

  /// An event for ``EventTarget/dispatchEvent(_:)``.
  public init(_ type: EventType<Target>, target: Target, detail: Target.EventDetail) {
    self.type = type
    self.target = target
    self.detail = detail
  }
}

extension Event where Target.EventDetail == Void {
  /// An event with nothing to tell besides.
  public init(_ type: EventType<Target>, target: Target) {
    self.init(type, target: target, detail: ())
  }
}
