public import Dispatch
import Synchronization

/// What is decided about one permission, as it changes (Permissions, `PermissionStatus`).
public final class PermissionStatus: EventTarget {
  /// What it is about.
  public let name: PermissionName
  /// Where handlers and listeners run.
  public let queue = DispatchQueue(label: "UserMedia.permissions")
  /// Who is told of `change`.
  public let eventListeners = EventListeners<PermissionStatus>()
  private let current: Mutex<PermissionState>

  init(_ name: PermissionName, _ state: PermissionState) {
    self.name = name
    current = Mutex(state)
  }

  /// What is decided now.
  public var state: PermissionState { current.withLock { $0 } }

  /// Called on ``queue`` when ``state`` has changed.
  public var onchange: (@Sendable (Event<PermissionStatus>) -> Void)? {
    get { eventListeners[handler: .change] }
    set { eventListeners[handler: .change] = newValue }
  }

  func update(_ state: PermissionState) {
    let isChanged = current.withLock { current in
      defer { current = state }
      return current != state
    }
    if isChanged { dispatchEvent(Event(.change, target: self)) }
  }
}

extension EventType where Target == PermissionStatus {
  /// The state has changed.
  public static var change: Self { "change" }
}
