import Glibc
import UserMediaConversion
import UserMediaCore

/// The directory for persistent state: `$XDG_STATE_HOME/usermedia`, or `~/.local/state/usermedia`
/// (XDG Base Directory Specification).
enum StateDirectory {
  /// The path of a file in the directory; `nil` if the environment defines no place for it.
  static func path(of file: String) -> String? {
    // The specification says to ignore relative paths.
    if let state = getenv("XDG_STATE_HOME"), state[0] == CChar(UInt8(ascii: "/")) {
      return String(cString: state) + "/usermedia/" + file
    }
    return getenv("HOME").map { String(cString: $0) + "/.local/state/usermedia/" + file }
  }

  /// The bytes of a small file; `nil` if it cannot be read or is longer than `limit`.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    // Do not block on anything that is not a regular file, such as a pipe.
    let file = aboveStandardStreams(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard file >= 0 else { return nil }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit + 1) {
      $1 = max(0, Glibc.read(file, $0.baseAddress, limit + 1))
    }
    return bytes.count > limit ? nil : bytes
  }

  /// Writes a small file atomically, creating its directories as needed: no reader ever sees a
  /// partial file, even after a power failure.
  ///
  /// - Parameter isExclusive: keep an existing file and return `EEXIST`.
  /// - Returns: what went wrong, if anything.
  static func write(
    _ bytes: [UInt8], to path: String, isExclusive: Bool = false
  ) -> SystemCause? {
    makeFolders(for: path)
    do throws(DOMException) {
      let draft = try DraftFile(for: path)
      try draft.write(bytes)
      if isExclusive { try draft.place() } else { try draft.replace() }
      return nil
    } catch {
      return error.cause
    }
  }
}
