public import Dispatch
import Synchronization

/// What is decided about one permission, as it changes (Permissions, `PermissionStatus`).
public final class PermissionStatus: EventTarget {
  /// What it is about.
  public let name: PermissionName
  /// Where handlers and listeners run: the navigator's queue.
  public let queue: DispatchQueue
  /// Who is told of `change`.
  public let eventListeners = EventListeners<PermissionStatus>()
  private let current: Mutex<(state: PermissionState, question: Int)>

  /// A status that was found out by a question with a number.
  init(_ name: PermissionName, _ state: PermissionState, question: Int, queue: DispatchQueue) {
    self.name = name
    self.queue = queue
    current = Mutex((state, question))
  }

  /// What is decided now.
  public var state: PermissionState { current.withLock { $0.state } }

  /// Called on ``queue`` when ``state`` has changed.
  public var onchange: (@Sendable (Event<PermissionStatus>) -> Void)? {
    get { eventListeners[handler: .change] }
    set { eventListeners[handler: .change] = newValue }
  }

  /// Takes over the answer to a question, unless that to a later one was there before.
  func update(_ state: PermissionState, question: Int) {
    let isChanged = current.withLock { current in
      guard question > current.question else { return false }
      defer { current = (state, question) }
      return current.state != state
    }
    if isChanged { dispatchEvent(Event(.change, target: self)) }
  }
}

extension EventType where Target == PermissionStatus {
  /// The state has changed.
  public static var change: Self { "change" }
}
