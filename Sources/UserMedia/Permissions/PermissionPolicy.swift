public import UserMediaCore

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
  /// A screen or a window (Screen Capture, 9.1, `display-capture`). It is never granted beforehand:
  /// who allows it says which one, each time.
  case displayCapture = "display-capture"
}

/// Who decides whether a program may use devices.
public protocol PermissionPolicy: Sendable {
  /// Whether the program can ever be allowed this, whatever a person says (Permissions Policy,
  /// "allowed to use"). Where it cannot, requests fail before any device is looked at, and devices
  /// are not listed. The answer never changes. Without an implementation: yes.
  func allowsUse(of name: PermissionName) -> Bool

  /// What is decided already.
  func query(_ name: PermissionName) async -> PermissionState

  /// Asks for all `names` at once, where that is not decided. A question that nobody answers never
  /// returns, and a cancelled one returns.
  func request(_ names: Set<PermissionName>) async -> PermissionState

  /// Says which of `surfaces` is captured, after ``request(_:)`` was granted; `nil` for none. The
  /// one that the program prefers comes first. A question that nobody answers never returns, and a
  /// cancelled one returns. Without an implementation: the first.
  func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription?

  /// Takes back what was granted, so that it is asked for again. Without an implementation: nothing
  /// that is decided is kept.
  func revoke(_ name: PermissionName) async
}

extension PermissionPolicy {
  /// Rules nothing out.
  public func allowsUse(of name: PermissionName) -> Bool { true }

  /// The one that the program prefers: the whole screen where it does not say.
  public func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription? {
    surfaces.first
  }

  /// Keeps nothing that could be taken back.
  public func revoke(_ name: PermissionName) async {}
}
