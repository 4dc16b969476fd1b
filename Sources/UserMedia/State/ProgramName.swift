import Glibc

/// What tells this program from others of the user.
enum ProgramName {
  /// The path of its file, with `-` for what separates its parts.
  static let current: String = {
    guard let resolved = realpath("/proc/self/exe", nil) else { return "unknown" }
    defer { free(resolved) }
    let path = String(cString: resolved)
    return path.split(separator: "/").joined(separator: "-")
  }()
}
