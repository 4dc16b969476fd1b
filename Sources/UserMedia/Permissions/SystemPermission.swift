/// Leaves the decision to the system: whoever can open the device may use it. A camera whose node
/// the system closes to the user fails with `NotAllowedError`.
///
/// In a sandbox, Flatpak's or a snap's, the desktop's portal is asked for cameras first. It is so
/// under the other policies, too: none can allow what the system does not.
public struct SystemPermission: PermissionPolicy {
  /// The default policy.
  public init() {}

  /// Always granted by the policy itself; ``Permissions/query(_:)`` adds what the system says.
  public func query(_ name: PermissionName) async -> PermissionState { .granted }

  /// Always granted by the policy itself.
  public func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}
