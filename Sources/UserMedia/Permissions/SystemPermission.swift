/// Leaves the decision to the system: whoever can open the device may use it. A camera whose node
/// the system closes to the user fails with `NotAllowedError`.
public struct SystemPermission: PermissionPolicy {
  /// The default policy.
  public init() {}

  /// Always granted.
  public func query(_ name: PermissionName) async -> PermissionState { .granted }

  /// Always granted.
  public func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}
