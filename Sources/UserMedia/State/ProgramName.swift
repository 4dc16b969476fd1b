import Glibc

/// Identifies this program among the user's programs: the path of its executable.
enum ProgramName {
  /// The path as a file name; `nil` if the system does not report it (no /proc).
  static let current: String? = {
    var path = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) {
        max(0, readlink("/proc/self/exe", $0.baseAddress!, $0.count))
      }
    }
    if path.isEmpty { return nil }
    // The kernel appends this if the file was replaced or removed (proc_pid_exe(5)).
    let mark = " (deleted)".utf8
    if path.suffix(mark.count).elementsEqual(mark) { path.removeLast(mark.count) }
    return FileName.encode(path.dropFirst())
  }()
}

/// Encodes any bytes as a file name.
enum FileName {
  /// The longest encoded name in bytes, leaving room for endings: less than NAME_MAX, 255.
  private static let limit = 180

  /// An unambiguous file name for a text: `/` becomes `-`, and anything other than letters, digits,
  /// `_` and `.` is percent-escaped. A text that is too long is represented by its end and a hash
  /// of the whole.
  static func encode(_ text: some Collection<UInt8>) -> String {
    var name = ""
    for byte in text {
      switch byte {
      case UInt8(ascii: "/"): name += "-"
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ".") where !name.isEmpty: name += "."
      default: name += escaped(byte)
      }
    }
    if name.isEmpty { return "%" }
    if name.utf8.count <= limit { return name }
    let hash = String(SipHash.hash(text, key: SipHash.Key(0, 0)), radix: 16)
    return "\(hash)+\(name.suffix(limit - 17))"
  }

  private static func escaped(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
  }
}
