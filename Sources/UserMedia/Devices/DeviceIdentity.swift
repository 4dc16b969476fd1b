import Synchronization
import UserMediaCore

/// Turns drivers' names of devices into the ids that programs see (Media Capture and Streams,
/// 9.2.1: the same on each run, and telling nothing of the hardware).
final class DeviceIdentity: Sendable {
  private let keys: Mutex<Keys>
  private let salt: DeviceSalt?

  private struct Keys {
    var device: SipHash.Key
    /// Groups are under a key of this run: the specification lets them not outlive it.
    let group = SipHash.Key.random()
  }

  /// Ids under a key.
  init(deviceKey: SipHash.Key) {
    keys = Mutex(Keys(device: deviceKey))
    salt = nil
  }

  /// Ids under the key that is kept in a file.
  init(_ salt: DeviceSalt) {
    keys = Mutex(Keys(device: salt.load()))
    self.salt = salt
  }

  /// The ids of this user: the key is kept in the user's state directory.
  static let ofUser = DeviceIdentity(DeviceSalt(path: StateDirectory.path(of: "salt")))

  /// The id of a device: 16 hexadecimal digits.
  func deviceId(_ device: DeviceDescription) -> String { deviceId(device.kind, device.id) }

  /// The id of the device that a driver names so.
  func deviceId(_ kind: MediaDeviceKind, _ name: String) -> String {
    let key = keys.withLock { $0.device }
    return Self.digits(SipHash.hash("\(kind.rawValue) \(name)".utf8, key: key))
  }

  /// The id of the physical device that it belongs to.
  func groupId(_ device: DeviceDescription) -> String {
    let key = keys.withLock { $0.group }
    return Self.digits(SipHash.hash(device.groupId.utf8, key: key))
  }

  /// Gives all devices other ids from now on, as a browser does when its storage is cleared.
  func forget() {
    let key = salt?.renew() ?? .random()
    keys.withLock { $0.device = key }
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
