import Glibc
import UserMedia

/// The JPEG file for a capture's last picture.
///
/// A new file is written next to the existing one and replaces it, keeping its owner and
/// permissions, so that a failure never leaves half a photo. Where that is impossible, because of
/// the folder's or the owner's permissions, and for standard output, devices and pipes, the file is
/// written in place.
struct PhotoFile: Sendable {
  private let path: String
  /// The file to replace, with links resolved; `nil` if the output is written in place.
  private let replaced: String?

  /// Throws an error about the path before anything is captured.
  init(path: String) throws(DOMException) {
    self.path = path
    if path == "-" {
      replaced = nil
      return
    }
    var status = stat()
    let isThere = stat(path, &status) == 0
    if !isThere, errno != ENOENT { throw Self.unwritable(path, "stat", errno) }
    switch isThere ? status.st_mode & S_IFMT : nil {
    case S_IFREG?:
      if access(path, W_OK) != 0 { throw Self.unwritable(path, "access", errno) }
      let file = resolvedPath(path) ?? path
      replaced = access(Self.folder(of: file), W_OK) == 0 ? file : nil
    case S_IFDIR?: throw Self.unwritable(path, "open", EISDIR)
    case nil:
      // A dangling link stays, and its target is created.
      let file = linkTarget(of: path)
      if access(Self.folder(of: file), W_OK) != 0 { throw Self.unwritable(path, "access", errno) }
      replaced = file
    default: replaced = nil
    }
  }

  func write(_ frame: VideoFrame?) throws {
    guard let frame else {
      throw DOMException(.unknown, "\(path) was not written: no picture arrived")
    }
    let bytes = try frame.jpegBytes()
    guard let replaced, try Self.replace(replaced, with: bytes) else {
      return try Self.write(bytes, to: path)
    }
  }

  /// - Returns: whether the file was replaced.
  private static func replace(_ path: String, with bytes: [UInt8]) throws(DOMException) -> Bool {
    var status = stat()
    let isThere = stat(path, &status) == 0
    let draft = try DraftFile(for: path, mode: isThere ? 0o600 : 0o666)
    if isThere, !draft.setAccess(of: status) { return false }
    try draft.write(bytes)
    try draft.replace()
    return true
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(DOMException) {
    let file = try OutputFile(path: path)
    try file.empty()
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes) }
    }
    try result.get()
    try file.close()
  }

  private static func folder(of file: String) -> String {
    let slash = file.lastIndex(of: "/")
    return slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
  }

  private static func unwritable(_ path: String, _ call: String, _ code: Int32) -> DOMException {
    DOMException(file: path, "cannot be written", call: call, errno: code)
  }
}
