import Glibc

/// One of the process's streams.
enum StandardStream: Int32 {
  case standardOutput = 1
  case standardError = 2
}

/// Writes a line; as ``write(_:to:)``.
func writeLine(_ line: String, to stream: StandardStream = .standardOutput) {
  write(line + "\n", to: stream)
}

/// Writes text whole; what nobody can read any more is lost without a word.
func write(_ text: String, to stream: StandardStream) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return }
    bytes = bytes.dropFirst(count)
  }
}
