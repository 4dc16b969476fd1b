public import UserMediaCore

/// The state of a permission (Permissions, `PermissionState`).
public enum PermissionState: String, Hashable, Sendable {
  /// Allowed without prompting.
  case granted
  /// Requires a prompt.
  case prompt
  /// Denied.
  case denied
}

/// The name of a permission (Media Capture and Streams, 11, the powerful features).
public enum PermissionName: String, Hashable, Sendable, CaseIterable {
  /// Cameras.
  case camera
  /// Microphones.
  case microphone
  /// A screen or a window (Screen Capture, 9.1, `display-capture`). It is never granted in advance:
  /// each grant picks a surface.
  case displayCapture = "display-capture"
}

/// Decides whether a program may use devices.
public protocol PermissionPolicy: Sendable {
  /// Whether the program could ever be allowed this, whatever the user answers (Permissions Policy,
  /// "allowed to use"). If not, requests fail before any device is queried, and devices are not
  /// listed. The answer must never change. Default implementation: true.
  func allowsUse(of name: PermissionName) -> Bool

  /// The current state, without prompting.
  func query(_ name: PermissionName) async -> PermissionState

  /// Requests all `names` at once, prompting for undecided ones. Waits for the user as long as it
  /// takes; returns when the task is cancelled.
  func request(_ names: Set<PermissionName>) async -> PermissionState

  /// Chooses which of `surfaces` is captured, after ``request(_:)`` was granted; `nil` for none.
  /// The program's preferred surface comes first. Waits for the user as long as it takes; returns
  /// when the task is cancelled. Default implementation: the first surface.
  func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription?

  /// Revokes a grant, so that the next request prompts again. Default implementation: does nothing,
  /// because no grant is stored.
  func revoke(_ name: PermissionName) async
}

extension PermissionPolicy {
  /// Rules nothing out.
  public func allowsUse(of name: PermissionName) -> Bool { true }

  /// Chooses the surface that the program prefers; the whole screen if it states no preference.
  public func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription? {
    surfaces.first
  }

  /// Does nothing: no grant is stored.
  public func revoke(_ name: PermissionName) async {}
}
