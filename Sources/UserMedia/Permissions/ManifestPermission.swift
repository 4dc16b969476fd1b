public import UserMediaCore

/// Allows at most what a program's manifest requests; another policy decides about that.
public struct ManifestPermission: PermissionPolicy {
  private let manifest: PermissionManifest
  private let policy: any PermissionPolicy

  /// - Parameters:
  ///   - manifest: the permissions that may be requested at all.
  ///   - policy: decides about those. An ``AskPermission`` with the same manifest shows its
  ///     descriptions.
  public init(
    _ manifest: PermissionManifest, then policy: any PermissionPolicy = SystemPermission()
  ) {
    self.manifest = manifest
    self.policy = policy
  }

  /// Whether the manifest requests it and the other policy does not rule it out.
  public func allowsUse(of name: PermissionName) -> Bool {
    manifest.descriptions[name] != nil && policy.allowsUse(of: name)
  }

  /// Denied if the manifest does not request it; otherwise the other policy's state.
  public func query(_ name: PermissionName) async -> PermissionState {
    allowsUse(of: name) ? await policy.query(name) : .denied
  }

  /// Denied if the manifest does not request all of it; otherwise the other policy's decision.
  public func request(_ names: Set<PermissionName>) async -> PermissionState {
    guard names.allSatisfy(allowsUse) else { return .denied }
    return await policy.request(names)
  }

  /// Chooses what the other policy chooses.
  public func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription? {
    await policy.choose(among: surfaces)
  }

  /// Revokes what the other policy granted.
  public func revoke(_ name: PermissionName) async { await policy.revoke(name) }
}
