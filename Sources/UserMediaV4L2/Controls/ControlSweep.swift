import Glibc
import Logging
import UserMediaCore

/// Restores controls that killed programs had changed.
struct ControlSweep {
  let directory: String
  let logger: Logger

  /// More files than killed programs leave behind; any others wait for the next sweep.
  private static let mostFiles = 64

  /// A file that no other program has locked; this one holds its lock now.
  private struct Abandoned {
    let path: String
    let lock: Int32
    let controls: ChangedControls
  }

  /// Restores the controls that killed programs left changed; skips cameras of running programs.
  func run() {
    var abandoned: [Abandoned] = []
    var inUse: Set<String> = []
    defer {
      for entry in abandoned { close(entry.lock) }
    }
    for path in files() { look(at: path, &abandoned, &inUse) }
    for entry in abandoned where !inUse.contains(entry.controls.camera) { restore(entry) }
  }

  private func files() -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var paths: [String] = []
    while paths.count < Self.mostFiles, let entry = readdir(stream) {
      let name = String(fixed: entry.pointee.d_name)
      if !name.hasPrefix(".") { paths.append("\(directory)/\(name)") }
    }
    return paths.sorted()
  }

  private func look(at path: String, _ abandoned: inout [Abandoned], _ inUse: inout Set<String>) {
    let file = aboveStandardStreams(open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
    guard file >= 0 else { return }
    var (status, named) = (stat(), stat())
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid()
    else {
      close(file)
      return
    }
    let isFree = flock(file, LOCK_EX | LOCK_NB) == 0
    let controls = Self.read(file)
    // Its owner may have replaced it before the lock was taken.
    guard isFree, stat(path, &named) == 0, named.st_ino == status.st_ino else {
      if let controls { inUse.insert(controls.camera) }
      close(file)
      return
    }
    guard let controls, controls.boot == ControlJournal.boot else {
      unlink(path)
      close(file)
      return
    }
    abandoned.append(Abandoned(path: path, lock: file, controls: controls))
  }

  private static func read(_ file: Int32) -> ChangedControls? {
    let limit = ChangedControls.mostBytes
    let bytes = [UInt8](unsafeUninitializedCapacity: limit + 1) {
      $1 = max(0, Glibc.read(file, $0.baseAddress, limit + 1))
    }
    return bytes.count > limit ? nil : ChangedControls(String(decoding: bytes, as: UTF8.self))
  }

  /// Restores one camera's controls; keeps the record if the camera isn't connected.
  private func restore(_ entry: Abandoned) {
    let controls = entry.controls
    for node in CameraNode.all() {
      guard let sysfs = node.sysfs,
        CameraList.names(CameraIdentity(sysfs), node.path).contains(controls.camera)
      else { continue }
      do throws(CaptureError) {
        let device = try V4L2Device(path: node.path)
        let found = try device.capabilities()
        // Two cameras can have the same name; the right one is on another bus.
        guard found.card == controls.card, found.busInfo == controls.busInfo else { continue }
        logger.notice("\(node.path): puts back what a program that was killed had set")
        ControlPanel.putBack(controls.changes, on: device, logger: logger)
        if !device.isSilent { unlink(entry.path) }
        return
      } catch {
        logger.debug("\(error)")
      }
    }
  }
}
