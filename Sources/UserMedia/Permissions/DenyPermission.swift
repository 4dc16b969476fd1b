/// A policy that denies everything.
public struct DenyPermission: PermissionPolicy {
  /// Creates a policy for programs that must not use devices.
  public init() {}

  /// Always denied.
  public func query(_ name: PermissionName) async -> PermissionState { .denied }

  /// Always denied.
  public func request(_ names: Set<PermissionName>) async -> PermissionState { .denied }
}
