import Synchronization
import UserMediaCore

/// The scope of device ids, like an origin on the web (Media Capture and Streams, 9.2.1). Within
/// one identity a device keeps its id across runs. Ids under different identities are unrelated,
/// and an id reveals nothing about the hardware.
///
/// An identity is a random 16-byte secret in the user's state directory. If it cannot be stored,
/// ids are valid for this run only and a warning is logged.
public final class DeviceIdentity: Sendable {
  private let salt: DeviceSalt?
  private let keys: Mutex<Keys?>

  private struct Keys {
    var device: SipHash.Key
    /// Group ids use a key of this run: the specification does not let them persist.
    let group = SipHash.Key.random()
  }

  /// The identity of this program, derived from the path of its executable: the default. A program
  /// that is moved gets a new identity, and so does one that starts from a different path each
  /// time, like an AppImage. Such a program should choose a name; see ``init(named:)``.
  public static let ofProgram = DeviceIdentity(
    DeviceSalt(path: ProgramName.current.flatMap { StateDirectory.path(of: "salts/program/\($0)") })
  )

  /// The identity shared by all programs of the user that select it. Before each program had its
  /// own identity this was the only one, so it still produces the ids stored then.
  public static let ofUser = DeviceIdentity(DeviceSalt(path: StateDirectory.path(of: "salt")))

  /// The identity shared by all programs of the user that use this name, wherever they are
  /// installed, such as `"org.example.recorder"`. The `usermedia` command uses `"usermedia"`.
  ///
  /// Navigators in one program share the instance, so ``MediaDevices/forgetDeviceIds()`` affects
  /// all of them.
  public convenience init(named name: String) {
    self.init(DeviceSalt(path: StateDirectory.path(of: "salts/name/\(FileName.encode(name.utf8))")))
  }

  /// Derives ids from this key.
  init(deviceKey: SipHash.Key) {
    keys = Mutex(Keys(device: deviceKey))
    salt = nil
  }

  /// Derives ids from the key stored in a file, which is read when the first id is needed.
  init(_ salt: DeviceSalt) {
    keys = Mutex(nil)
    self.salt = salt
  }

  /// The id of a device: 16 hexadecimal digits.
  func deviceId(_ device: DeviceDescription) -> String { deviceId(device.kind, device.id) }

  /// The id of the device with this driver name.
  func deviceId(_ kind: MediaDeviceKind, _ name: String) -> String {
    Self.digits(SipHash.hash("\(kind.rawValue) \(name)".utf8, key: current.device))
  }

  /// The group id of the physical device it belongs to.
  func groupId(_ device: DeviceDescription) -> String {
    Self.digits(SipHash.hash(device.groupId.utf8, key: current.group))
  }

  private var current: Keys {
    if let keys = keys.withLock(\.self) { return keys }
    let loaded = Keys(device: salt?.load() ?? .random())
    // If two threads load it at once, the first result wins.
    return keys.withLock { keys in
      if let keys { return keys }
      keys = loaded
      return loaded
    }
  }

  /// Changes the ids of all devices and groups, as a browser does when its storage is cleared.
  func forget() {
    let new = Keys(device: salt?.renew() ?? .random())
    keys.withLock { $0 = new }
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
