import Glibc
import UserMedia

/// Where a capture's last picture goes, as a JPEG.
///
/// It is written beside the file and takes its place, so that a photo that was there is never half
/// lost. Standard output, devices and pipes are written to as they are.
struct PhotoFile: Sendable {
  private let path: String
  /// The file that is replaced, behind links; `nil` for what is written to as it is.
  private let replaced: String?

  /// Throws what is wrong with the path before anything is captured.
  init(path: String) throws(DOMException) {
    self.path = path
    var status = stat()
    let isThere = path != "-" && stat(path, &status) == 0
    switch isThere ? status.st_mode & S_IFMT : nil {
    case S_IFREG?: replaced = Self.resolved(path)
    case S_IFDIR?: throw Self.unwritable(path, "open", EISDIR)
    case nil where path != "-": replaced = path
    default: replaced = nil
    }
    if let replaced { try Self.checkDirectory(of: replaced, for: path) }
  }

  func write(_ frame: VideoFrame?) throws {
    guard let frame else {
      throw DOMException(.unknown, "\(path) was not written: no picture came")
    }
    let bytes = try frame.jpegData()
    guard let replaced else { return try Self.write(bytes, to: path) }
    let draft = "\(replaced).\(getpid()).part"
    do {
      try Self.write(bytes, to: draft)
      guard rename(draft, replaced) == 0 else { throw Self.unwritable(path, "rename", errno) }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(DOMException) {
    let file = try OutputFile(path: path)
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes) }
    }
    try result.get()
    try file.close()
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func checkDirectory(of file: String, for path: String) throws(DOMException) {
    let slash = file.lastIndex(of: "/")
    let directory = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
    guard access(directory, W_OK) == 0 else { throw unwritable(path, "access", errno) }
  }

  private static func unwritable(_ path: String, _ call: String, _ code: Int32) -> DOMException {
    let cause = SystemCause(call: call, errno: code)
    return DOMException(.operation, "\(path) cannot be written (\(cause))", cause: cause)
  }
}
