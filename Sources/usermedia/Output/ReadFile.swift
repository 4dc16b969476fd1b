import Glibc
import UserMedia

/// All bytes of a small file or pipe. Throws an error that names it and the failed call, and a
/// `TypeError` for one without an end: more than ``LineInput/maximumLength``.
func readFile(_ path: String) throws -> [UInt8] {
  let name = path == "-" ? "standard input" : path
  let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw unreadable(name, "open") }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(file, &chunk, chunk.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(name, "read") }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
    guard bytes.count <= LineInput.maximumLength else {
      throw TypeError("\(name): longer than \(LineInput.maximumLength >> 20) MiB")
    }
  }
}

/// The error of a call on a file that has just failed.
func unreadable(_ name: String, _ call: String) -> DOMException {
  DOMException(file: name, "cannot be read", call: call, errno: errno)
}
