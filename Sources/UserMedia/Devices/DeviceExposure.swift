import Synchronization
import UserMediaCore

/// Which device information a program may see (Media Capture and Streams, 9.2.1, "device
/// information can be exposed"): that of kinds it may use without a prompt, or has used.
final class DeviceExposure: Sendable {
  private let permissions: any PermissionPolicy
  private let used = Mutex<Set<MediaDeviceKind>>([])

  init(_ permissions: any PermissionPolicy) {
    self.permissions = permissions
  }

  /// Records that the program was given devices of these kinds.
  func add(_ kinds: [MediaDeviceKind]) {
    used.withLock { $0.formUnion(kinds) }
  }

  /// Records that devices of a kind may no longer be used.
  func remove(_ kind: MediaDeviceKind) {
    used.withLock { _ = $0.remove(kind) }
  }

  /// Whether devices of a kind could ever be allowed.
  func canAllow(_ kind: MediaDeviceKind) -> Bool {
    permissions.allowsUse(of: PermissionName(kind))
  }

  /// Whether ids, labels and capabilities of a kind may be exposed.
  func allows(_ kind: MediaDeviceKind) async -> Bool {
    if used.withLock({ $0.contains(kind) }) { return true }
    return await permissions.query(PermissionName(kind)) == .granted
  }
}

extension PermissionName {
  /// The permission needed for devices of a kind.
  init(_ kind: MediaDeviceKind) {
    self = kind == .videoinput ? .camera : .microphone
  }
}
