import Synchronization
import UserMediaCore

/// Whom device ids are made for, as they are for an origin on the web (Media Capture and Streams,
/// 9.2.1): the same device has the same id on each run under one identity and unrelated ids under
/// two, and no id tells anything of the hardware.
///
/// An identity is a random secret of 16 bytes in the user's state directory. Where it cannot be
/// kept, ids count for this run only, and a warning is logged.
public final class DeviceIdentity: Sendable {
  private let salt: DeviceSalt?
  private let keys: Mutex<Keys?>

  private struct Keys {
    var device: SipHash.Key
    /// Groups are under a key of this run: the specification lets them not outlive it.
    let group = SipHash.Key.random()
  }

  /// The identity of this program, known by the path of its executable: the default. A program that
  /// is moved, or starts from another path each time, as an AppImage does, is another one; such a
  /// program names itself, see ``init(named:)``.
  public static let ofProgram = DeviceIdentity(
    DeviceSalt(path: ProgramName.current.flatMap { StateDirectory.path(of: "salts/program/\($0)") })
  )

  /// The identity that all programs of the user share which ask for it. Until each program had an
  /// identity of its own, this was the only one: it still gives the ids that were stored then.
  public static let ofUser = DeviceIdentity(DeviceSalt(path: StateDirectory.path(of: "salt")))

  /// The identity of all programs of the user that use this name, wherever they are installed:
  /// `"org.example.recorder"`. The `usermedia` command's name is `"usermedia"`.
  ///
  /// Navigators of one program share an instance, so that ``MediaDevices/forgetDeviceIds()`` counts
  /// for all of them at once.
  public convenience init(named name: String) {
    self.init(DeviceSalt(path: StateDirectory.path(of: "salts/name/\(FileName.encode(name.utf8))")))
  }

  /// Ids under a key.
  init(deviceKey: SipHash.Key) {
    keys = Mutex(Keys(device: deviceKey))
    salt = nil
  }

  /// Ids under the key that is kept in a file, which is looked for when an id is asked for.
  init(_ salt: DeviceSalt) {
    keys = Mutex(nil)
    self.salt = salt
  }

  /// The id of a device: 16 hexadecimal digits.
  func deviceId(_ device: DeviceDescription) -> String { deviceId(device.kind, device.id) }

  /// The id of the device that a driver names so.
  func deviceId(_ kind: MediaDeviceKind, _ name: String) -> String {
    Self.digits(SipHash.hash("\(kind.rawValue) \(name)".utf8, key: current.device))
  }

  /// The id of the physical device that it belongs to.
  func groupId(_ device: DeviceDescription) -> String {
    Self.digits(SipHash.hash(device.groupId.utf8, key: current.group))
  }

  private var current: Keys {
    if let keys = keys.withLock(\.self) { return keys }
    let loaded = Keys(device: salt?.load() ?? .random())
    // Of two that load it at once, the first counts.
    return keys.withLock { keys in
      if let keys { return keys }
      keys = loaded
      return loaded
    }
  }

  /// Gives all devices and groups other ids from now on, as a browser does when its storage is
  /// cleared.
  func forget() {
    let new = Keys(device: salt?.renew() ?? .random())
    keys.withLock { $0 = new }
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
