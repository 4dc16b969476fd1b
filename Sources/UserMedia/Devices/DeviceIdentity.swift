import Glibc
import Logging
import UserMediaCore

/// Turns drivers' names of devices into the ids that programs see (Media Capture and Streams, 9.2.1:
/// the same on each run, and telling nothing of the hardware).
struct DeviceIdentity: Sendable {
  private let deviceKey: (UInt64, UInt64)
  private let groupKey: (UInt64, UInt64)

  /// Ids under a key; groups are under a key of this run, because the specification lets them not
  /// outlive it.
  init(deviceKey: (UInt64, UInt64)) {
    self.deviceKey = deviceKey
    groupKey = (.random(in: .min ... .max), .random(in: .min ... .max))
  }

  /// The ids of this user: the key is kept in the user's state directory.
  static let ofUser = DeviceIdentity(deviceKey: DeviceSalt.ofUser())

  /// The id of a device: 16 hexadecimal digits.
  func deviceId(_ device: DeviceDescription) -> String {
    Self.digits(SipHash.hash("\(device.kind.rawValue) \(device.id)".utf8, key: deviceKey))
  }

  /// The id of the physical device that it belongs to.
  func groupId(_ device: DeviceDescription) -> String {
    Self.digits(SipHash.hash(device.groupId.utf8, key: groupKey))
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The secret of a user that device ids depend on: 16 random bytes in a file.
private enum DeviceSalt {
  private static let byteCount = 16

  static func ofUser() -> (UInt64, UInt64) {
    guard let directory = stateDirectory() else {
      return forThisRun(because: "neither XDG_STATE_HOME nor HOME is set")
    }
    return read(directory + "/salt") ?? create(in: directory)
  }

  /// XDG Base Directory Specification, `XDG_STATE_HOME`.
  private static func stateDirectory() -> String? {
    if let state = getenv("XDG_STATE_HOME") { return String(cString: state) + "/usermedia" }
    return getenv("HOME").map { String(cString: $0) + "/.local/state/usermedia" }
  }

  private static func read(_ path: String) -> (UInt64, UInt64)? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var key: (UInt64, UInt64) = (0, 0)
    let count = withUnsafeMutableBytes(of: &key) { Glibc.read(file, $0.baseAddress, byteCount) }
    return count == byteCount ? key : nil
  }

  /// Writes beside the final name and renames, so that two programs that start together agree.
  private static func create(in directory: String) -> (UInt64, UInt64) {
    var key: (UInt64, UInt64) = (.random(in: .min ... .max), .random(in: .min ... .max))
    for (index, character) in directory.enumerated() where character == "/" && index > 0 {
      mkdir(String(directory.prefix(index)), 0o700)
    }
    mkdir(directory, 0o700)
    let draft = "\(directory)/salt.\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return forThisRun(because: failure("open", draft)) }
    let written = withUnsafeBytes(of: &key) { write(file, $0.baseAddress, byteCount) }
    let problem = written == byteCount ? nil : failure("write", draft)
    close(file)
    defer { unlink(draft) }
    if let problem { return forThisRun(because: problem) }
    if link(draft, directory + "/salt") != 0 {
      guard errno == EEXIST else { return forThisRun(because: failure("link", draft)) }
      guard let other = read(directory + "/salt") else {
        return forThisRun(because: "\(directory)/salt is not \(byteCount) bytes")
      }
      return other
    }
    return key
  }

  private static func failure(_ call: String, _ path: String) -> String {
    "\(path): \(SystemCause(call: call, errno: errno))"
  }

  private static func forThisRun(because reason: String) -> (UInt64, UInt64) {
    Logger(label: "UserMedia.Devices").warning(
      "device ids will change with the next run: \(reason)")
    return (.random(in: .min ... .max), .random(in: .min ... .max))
  }
}
