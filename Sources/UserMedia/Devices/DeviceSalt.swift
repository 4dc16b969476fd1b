import Glibc
import Logging
import UserMediaCore

/// The secret of a user that device ids depend on: 16 random bytes in a file.
struct DeviceSalt: Sendable {
  /// Where the file is; `nil` where there is no place for it.
  let path: String?

  /// The secret in the file, which is made where there is none. Where that fails, ids count for
  /// this run only, and a warning says why.
  func load() -> SipHash.Key {
    guard let path else { return forThisRun(because: "neither XDG_STATE_HOME nor HOME is set") }
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
    return Self.read(path)
      ?? forThisRun(because: "\(path) is not \(SipHash.Key.byteCount) readable bytes")
  }

  private func forThisRun(because reason: String) -> SipHash.Key {
    Logger(label: "UserMedia.Devices").warning(
      "device ids will change with the next run: \(reason)")
    return .random()
  }
}
