import Glibc
import Synchronization
import UserMediaCore

/// The file in which a program notes what it has changed on a camera, before it changes it; gone when
/// everything is put back.
///
/// The program holds a lock on it (flock(2)), which the kernel releases however the program ends: a
/// file without a lock is of one that was killed. It is replaced as a whole, so that none is ever half
/// written, and the new one is locked before it has the name.
final class ControlJournal: Sendable {
  private let path: String
  private let camera: ChangedControls
  private let file = Mutex<Int32>(-1)

  /// A journal in a directory for a camera; no file yet.
  init(in directory: String, camera id: String, _ capabilities: V4L2Capabilities) {
    path = "\(directory)/\(getpid()).\(UInt64.random(in: .min ... .max))"
    camera = ChangedControls(
      boot: Self.boot, camera: id, card: capabilities.card, busInfo: capabilities.busInfo,
      changes: [])
  }

  deinit {
    // What it says stays for the next program, unless it was removed.
    file.withLock { if $0 >= 0 { close($0) } }
  }

  /// The kernel's name for the time since it was started (proc(5)); empty where it does not tell.
  static let boot: String = {
    let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)).prefix { $0 > 32 }, as: UTF8.self)
  }()

  /// Notes what is about to be changed, in the place of what was noted before.
  /// - Returns: what went wrong, if anything.
  func write(_ changes: [ChangedControls.Change]) -> SystemCause? {
    var noted = camera
    noted.changes = changes.sorted { $0.id < $1.id }
    guard let text = noted.text else { return SystemCause(call: "write", errno: EMSGSIZE) }
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
    // Another program can take a new file for an abandoned one, in the moment before it is locked.
    var problem = replace(with: text)
    for _ in 0..<3 where problem != nil { problem = replace(with: text) }
    return problem
  }

  private func replace(with text: String) -> SystemCause? {
    let draft = "\(path).new"
    unlink(draft)
    // Not among the standard descriptors of a program that has closed them.
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

  /// Everything is put back: nothing is left to note.
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
