public import Dispatch
import Synchronization

/// The live state of one permission (Permissions, `PermissionStatus`).
public final class PermissionStatus: EventTarget {
  /// The permission.
  public let name: PermissionName
  /// The queue of handlers and listeners: the navigator's.
  public let queue: DispatchQueue
  /// The listeners for `change`.
  public let eventListeners = EventListeners<PermissionStatus>()
  private let current: Mutex<(state: PermissionState, question: Int)>

  /// Creates a status from the answer to a numbered query.
  init(_ name: PermissionName, _ state: PermissionState, question: Int, queue: DispatchQueue) {
    self.name = name
    self.queue = queue
    current = Mutex((state, question))
  }

  /// The current state.
  public var state: PermissionState { current.withLock { $0.state } }

  /// Updates the state with the answer to a query, unless the answer to a later one is already in.
  func update(_ state: PermissionState, question: Int) {
    let isChanged = current.withLock { current in
      guard question > current.question else { return false }
      defer { current = (state, question) }
      return current.state != state
    }
    if isChanged { dispatchEvent(MediaEvent(.change, target: self)) }
  }
}

extension EventType where Target == PermissionStatus {
  /// The state changed.
  public static var change: Self { "change" }
}

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: PermissionStatus {
  /// Called on ``EventTarget/queue`` when ``PermissionStatus/state`` has changed.
  @_disfavoredOverload
  public var onchange: (@Sendable (MediaEvent<PermissionStatus>) -> Void)? {
    get { (self as PermissionStatus).eventListeners[handler: .change] }
    set { (self as PermissionStatus).eventListeners[handler: .change] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: PermissionStatus {
  /// A handler that takes no event: `status.onchange = { … }`.
  @_disfavoredOverload
  public var onchange: (@Sendable () -> Void)? {
    get { (self as PermissionStatus).eventListeners[parameterlessHandler: .change] }
    set { (self as PermissionStatus).eventListeners[parameterlessHandler: .change] = newValue }
  }
}
