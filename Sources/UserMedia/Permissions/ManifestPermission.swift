public import UserMediaCore

/// Allows no more than a program's manifest asks for; what that is, another policy decides.
public struct ManifestPermission: PermissionPolicy {
  private let manifest: PermissionManifest
  private let policy: any PermissionPolicy

  /// - Parameters:
  ///   - manifest: what may be asked for at all.
  ///   - policy: who decides about that. An ``AskPermission`` that has the same manifest shows its
  ///     descriptions.
  public init(
    _ manifest: PermissionManifest, then policy: any PermissionPolicy = SystemPermission()
  ) {
    self.manifest = manifest
    self.policy = policy
  }

  /// Whether the manifest asks for it, and the other policy does not rule it out.
  public func allowsUse(of name: PermissionName) -> Bool {
    manifest.descriptions[name] != nil && policy.allowsUse(of: name)
  }

  /// Denied when the manifest does not ask for it.
  public func query(_ name: PermissionName) async -> PermissionState {
    allowsUse(of: name) ? await policy.query(name) : .denied
  }

  /// Denied when the manifest does not ask for all of it.
  public func request(_ names: Set<PermissionName>) async -> PermissionState {
    guard names.allSatisfy(allowsUse) else { return .denied }
    return await policy.request(names)
  }

  /// What the other policy chooses.
  public func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription? {
    await policy.choose(among: surfaces)
  }

  /// Takes back what the other policy granted.
  public func revoke(_ name: PermissionName) async { await policy.revoke(name) }
}
