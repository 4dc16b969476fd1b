package import Glibc
package import UserMediaCore

/// A temporary file that atomically replaces another once it is complete, so that a partial file is
/// never visible, even after a power failure. It is removed if it replaces nothing.
package struct DraftFile: ~Copyable {
  private let path: String
  private let target: String
  private let descriptor: Int32

  /// Creates an empty file in the folder of `target`, with permissions `mode`, subject to umask(2).
  ///
  /// Its name is unpredictable, and an existing entry of that name, such as a link, is not followed
  /// (open(2), `O_EXCL`).
  package init(for target: String, mode: mode_t = 0o600) throws(DOMException) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let name = String(UInt64.random(in: .min ... .max), radix: 36)
    path = "\(folder).usermedia-\(name).part"
    self.target = target
    descriptor = aboveStandardStreams(
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
    guard descriptor >= 0 else { throw Self.error(target, "open") }
  }

  deinit {
    // The name is gone once the file has replaced the target.
    unlink(path)
    close(descriptor)
  }

  private static func error(_ target: String, _ call: String) -> DOMException {
    DOMException(file: target, "cannot be written", call: call, errno: errno)
  }

  /// Gives the file the owner and permissions of another.
  /// - Returns: whether that was possible: only root can give files away.
  package borrowing func setAccess(of status: stat) -> Bool {
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { return false }
    if own.st_uid != status.st_uid || own.st_gid != status.st_gid {
      guard fchown(descriptor, status.st_uid, status.st_gid) == 0 else { return false }
    }
    return fchmod(descriptor, status.st_mode & 0o7777) == 0
  }

  /// Writes all of `bytes`.
  package borrowing func write(_ bytes: [UInt8]) throws(DOMException) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      guard count >= 0 || errno == EINTR else { throw Self.error(target, "write") }
      done += max(0, count)
    }
  }

  /// Replaces the target with this file.
  package consuming func replace() throws(DOMException) {
    try sync()
    guard rename(path, target) == 0 else { throw Self.error(target, "rename") }
  }

  /// Moves the file to the target's name; throws `EEXIST` if that exists.
  package consuming func place() throws(DOMException) {
    try sync()
    guard link(path, target) == 0 else { throw Self.error(target, "link") }
  }

  /// If the rename reached the disk before the data, a power failure would leave an empty file.
  private borrowing func sync() throws(DOMException) {
    guard fsync(descriptor) == 0 else { throw Self.error(target, "fsync") }
  }
}
