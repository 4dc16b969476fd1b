/// Leaves the decision to the system: if the user can open the device, the program may use it. A
/// camera node that the user may not open fails with `NotAllowedError`.
///
/// In a Flatpak or snap sandbox, the desktop portal is asked for camera access first. The same
/// holds under the other policies: none can allow what the system denies.
public struct SystemPermission: PermissionPolicy {
  /// Creates the default policy.
  public init() {}

  /// Always granted by this policy; ``Permissions/query(_:)`` adds the system's decision.
  public func query(_ name: PermissionName) async -> PermissionState { .granted }

  /// Always granted by this policy.
  public func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}
