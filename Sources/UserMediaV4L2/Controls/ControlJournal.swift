import Glibc
import Synchronization
import UserMediaCore

/// The file in which a program records each change to a camera's controls before making it. It is
/// deleted once all controls are restored.
///
/// The program holds a lock on the file (flock(2)), which the kernel releases however the program
/// ends: an unlocked file belongs to a program that was killed. The file is replaced atomically,
/// and the new one is locked before it is renamed.
final class ControlJournal: Sendable {
  private let path: String
  private let camera: ChangedControls
  private let file = Mutex<Int32>(-1)

  /// Creates a journal for a camera in a directory; creates no file yet.
  init(in directory: String, camera id: String, _ capabilities: V4L2Capabilities) {
    path = "\(directory)/\(getpid()).\(UInt64.random(in: .min ... .max))"
    camera = ChangedControls(
      boot: Self.boot, camera: id, card: capabilities.card, busInfo: capabilities.busInfo,
      changes: [])
  }

  deinit {
    // The record stays for the next program, unless it was removed.
    file.withLock { if $0 >= 0 { close($0) } }
  }

  /// The kernel's boot id (proc(5)); empty if unknown.
  static let boot = SysfsNode.read("/proc/sys/kernel/random/boot_id")

  /// Records the changes about to be made, replacing the earlier record.
  /// - Returns: the error, if any.
  func write(_ changes: [ChangedControls.Change]) -> SystemCause? {
    var noted = camera
    noted.changes = changes.sorted { $0.id < $1.id }
    guard let text = noted.text else { return SystemCause(call: "write", errno: EMSGSIZE) }
    makeFolders(for: path)
    // Another program can mistake a new file for an abandoned one just before it is locked.
    var problem = replace(with: text)
    for _ in 0..<3 where problem != nil { problem = replace(with: text) }
    return problem
  }

  private func replace(with text: String) -> SystemCause? {
    let draft = "\(path).new"
    unlink(draft)
    let new = aboveStandardStreams(
      open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600))
    guard new >= 0 else { return SystemCause(call: "open", errno: errno) }
    func failure(_ call: String) -> SystemCause {
      let cause = SystemCause(call: call, errno: errno)
      close(new)
      unlink(draft)
      return cause
    }
    guard flock(new, LOCK_EX | LOCK_NB) == 0 else { return failure("flock") }
    let bytes = Array(text.utf8)
    guard Glibc.write(new, bytes, bytes.count) == bytes.count else { return failure("write") }
    guard rename(draft, path) == 0 else { return failure("rename") }
    let old = file.withLock { file in
      defer { file = new }
      return file
    }
    if old >= 0 { close(old) }
    return nil
  }

  /// Deletes the record, once all controls are restored.
  func remove() {
    let old = file.withLock { file in
      defer { file = -1 }
      return file
    }
    guard old >= 0 else { return }
    unlink(path)
    close(old)
  }
}
