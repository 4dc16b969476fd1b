import Glibc
import Logging
import UserMediaCore

/// The secret that device ids derive from: 16 random bytes in a file.
struct DeviceSalt: Sendable {
  /// The file's path; `nil` if there is no place for it.
  let path: String?

  /// The secret from the file. Creates a missing file and replaces a damaged one, and logs a
  /// warning about either. If that fails, the secret is valid for this run only.
  func load() -> SipHash.Key {
    guard let path else { return forThisRun(because: "there is no directory for state files") }
    return Self.read(path) ?? create(path)
  }

  /// A new secret that replaces the old one; valid for this run only if it cannot be stored.
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
    // If two programs start at once, one creates the file and the other reads it.
    guard let problem = StateDirectory.write(key.bytes, to: path, isExclusive: true) else {
      return key
    }
    guard problem.code == EEXIST else { return forThisRun(because: "\(path): \(problem)") }
    return Self.read(path) ?? replace(path, by: key)
  }

  /// Replaces a malformed secret, but only in a regular file that the user can read: one owned by
  /// another user may be intact.
  private func replace(_ path: String, by key: SipHash.Key) -> SipHash.Key {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, R_OK) == 0
    else { return forThisRun(because: "\(path) is not a file this user can read") }
    if let problem = StateDirectory.write(key.bytes, to: path) {
      return forThisRun(because: "\(path) is damaged and cannot be replaced: \(problem)")
    }
    Self.logger.warning(
      "\(path) was not \(SipHash.Key.byteCount) bytes long and was replaced: device ids have changed"
    )
    // If two programs replace it at once, the last write wins.
    return Self.read(path) ?? key
  }

  private func forThisRun(because reason: String) -> SipHash.Key {
    Self.logger.warning("device ids will change in the next run: \(reason)")
    return .random()
  }

  private static let logger = Logger(label: "UserMedia.Devices")
}
