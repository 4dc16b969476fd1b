/// An event that waits for a reader or a first listener.
///
/// Refers weakly to its target and to an object it carries: an unread event must not keep a camera
/// open.
struct WaitingEvent<Target: EventTarget>: Sendable {
  let type: EventType<Target>
  private let restore: @Sendable () -> MediaEvent<Target>?

  init(_ event: MediaEvent<Target>) {
    let (type, target, detail) = (event.type, event.target, event.detail)
    self.type = type
    // Classes only: any value can be cast to an object, which boxes it.
    guard Target.EventDetail.self is AnyClass else {
      restore = { [weak target] in target.map { MediaEvent(type, target: $0, detail: detail) } }
      return
    }
    let object = WeakObject(detail as AnyObject)
    restore = { [weak target] in
      guard let target, let detail = object.value as? Target.EventDetail else { return nil }
      return MediaEvent(type, target: target, detail: detail)
    }
  }

  /// The event; `nil` once its target or the object it carries is gone.
  var event: MediaEvent<Target>? { restore() }
}

/// Unchecked, because the object is an event's detail, which is Sendable, and is set once.
private final class WeakObject: @unchecked Sendable {
  private(set) weak var value: AnyObject?

  init(_ value: AnyObject) {
    self.value = value
  }
}
