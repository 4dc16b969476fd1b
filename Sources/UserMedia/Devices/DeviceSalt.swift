import Glibc
import Logging
import UserMediaCore

/// The secret that device ids depend on: 16 random bytes in a file.
struct DeviceSalt: Sendable {
  /// Where the file is; `nil` where there is no place for it.
  let path: String?

  /// The secret in the file, which is made where there is none, and replaced where it is damaged.
  /// Where that fails, ids count for this run only. A warning tells of either.
  func load() -> SipHash.Key {
    guard let path else { return forThisRun(because: "there is no place for state files") }
    return Self.read(path) ?? create(path)
  }

  /// Another secret in the place of the last; where it cannot be kept, for this run.
  func renew() -> SipHash.Key {
    guard let path else { return load() }
    let key = SipHash.Key.random()
    guard let problem = StateDirectory.write(key.bytes, to: path) else { return key }
    return forThisRun(because: "\(path): \(problem)")
  }

  private static func read(_ path: String) -> SipHash.Key? {
    StateDirectory.read(path, limit: SipHash.Key.byteCount).flatMap(SipHash.Key.init)
  }

  private func create(_ path: String) -> SipHash.Key {
    let key = SipHash.Key.random()
    // Of two programs that start together, one makes the file and the other takes what is in it.
    guard let problem = StateDirectory.write(key.bytes, to: path, isExclusive: true) else {
      return key
    }
    guard problem.code == EEXIST else { return forThisRun(because: "\(path): \(problem)") }
    return Self.read(path) ?? replace(path, by: key)
  }

  /// Replaces what is no salt, if it is a file that the user can read: one that somebody else owns
  /// may be sound.
  private func replace(_ path: String, by key: SipHash.Key) -> SipHash.Key {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, R_OK) == 0
    else { return forThisRun(because: "\(path) is not a file that this user can read") }
    if let problem = StateDirectory.write(key.bytes, to: path) {
      return forThisRun(because: "\(path) is damaged, and cannot be replaced: \(problem)")
    }
    Self.logger.warning(
      "\(path) was not \(SipHash.Key.byteCount) bytes and is replaced: device ids are new")
    // Of two programs that replace it at once, the later one counts.
    return Self.read(path) ?? key
  }

  private func forThisRun(because reason: String) -> SipHash.Key {
    Self.logger.warning("device ids will change with the next run: \(reason)")
    return .random()
  }

  private static let logger = Logger(label: "UserMedia.Devices")
}
