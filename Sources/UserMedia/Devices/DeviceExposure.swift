import Synchronization
import UserMediaCore

/// What a program may know of devices (Media Capture and Streams, 9.2.1, "device information can be
/// exposed"): a kind that it may use without asking, or has used.
final class DeviceExposure: Sendable {
  private let permissions: any PermissionPolicy
  private let used = Mutex<Set<MediaDeviceKind>>([])

  init(_ permissions: any PermissionPolicy) {
    self.permissions = permissions
  }

  /// Devices of these kinds were given to the program.
  func add(_ kinds: [MediaDeviceKind]) {
    used.withLock { $0.formUnion(kinds) }
  }

  /// Devices of a kind may not be used any more.
  func remove(_ kind: MediaDeviceKind) {
    used.withLock { _ = $0.remove(kind) }
  }

  /// Whether devices of a kind can ever be used.
  func canAllow(_ kind: MediaDeviceKind) -> Bool {
    permissions.allowsUse(of: PermissionName(kind))
  }

  /// Whether ids, labels and capabilities of a kind may be told.
  func allows(_ kind: MediaDeviceKind) async -> Bool {
    if used.withLock({ $0.contains(kind) }) { return true }
    return await permissions.query(PermissionName(kind)) == .granted
  }
}

extension PermissionName {
  /// What has to be allowed for devices of a kind.
  init(_ kind: MediaDeviceKind) {
    self = kind == .videoinput ? .camera : .microphone
  }
}
