/// What a permission allows (Permissions, `PermissionState`).
public enum PermissionState: String, Hashable, Sendable {
  /// Without asking.
  case granted
  /// After asking.
  case prompt
  /// Not.
  case denied
}

/// What a permission is about (Media Capture and Streams, 11, the powerful features).
public enum PermissionName: String, Hashable, Sendable, CaseIterable {
  /// Pictures.
  case camera
  /// Sound.
  case microphone
}

/// Who decides whether a program may use devices.
public protocol PermissionPolicy: Sendable {
  /// What is decided already.
  func query(_ name: PermissionName) async -> PermissionState

  /// Asks for all `names` at once, where that is not decided. A question that nobody answers never
  /// returns, and a cancelled one returns.
  func request(_ names: Set<PermissionName>) async -> PermissionState
}

/// Leaves the decision to the system: whoever can open the device may use it.
public struct SystemPermission: PermissionPolicy {
  /// The default policy.
  public init() {}

  /// Always granted.
  public func query(_ name: PermissionName) async -> PermissionState { .granted }

  /// Always granted.
  public func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}
