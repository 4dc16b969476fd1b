import Glibc

/// An anonymous file in memory, for readers that take a path.
struct MemoryFile: ~Copyable {
  private let descriptor: Int32

  init(_ bytes: UnsafeRawBufferPointer) {
    var path = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    precondition(descriptor >= 0, "mkstemp: error \(errno)")
    unlink(path)
    var done = 0
    while let base = bytes.baseAddress, done < bytes.count {
      let count = write(descriptor, base + done, bytes.count - done)
      precondition(count > 0, "write: error \(errno)")
      done += count
    }
  }

  deinit {
    close(descriptor)
  }

  var path: String { "/proc/self/fd/\(descriptor)" }
}
