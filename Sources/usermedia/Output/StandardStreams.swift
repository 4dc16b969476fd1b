import Glibc
import Synchronization
import UserMedia

/// Writes lines to standard output, with control characters escaped: labels, paths and constraints
/// come from elsewhere. A reader that has gone away is not an error.
func printLines(_ lines: [String]) throws(DOMException) {
  let output = try OutputFile(path: "-")
  var text = lines.map(\.escapingControls).joined(separator: "\n") + "\n"
  let result = text.withUTF8 { bytes in
    Result { () throws(DOMException) in try output.write(UnsafeRawBufferPointer(bytes)) }
  }
  do throws(DOMException) {
    try result.get()
  } catch {
    if !error.isOfBrokenPipe { throw error }
  }
}

/// Writes a line to standard error, with control characters escaped; see ``writeDiagnostic(_:)``.
func writeDiagnosticLine(_ line: String) {
  isProgressShown.withLock { isShown in
    writeDiagnostic((isShown ? eraseLine : "") + line.escapingControls + "\n")
    isShown = false
  }
}

/// Shows a progress text on the last line of the terminal, in place of the one before; `nil` removes
/// it.
func showProgress(_ text: String?) {
  isProgressShown.withLock { isShown in
    if isShown || text != nil { writeDiagnostic(eraseLine + (text ?? "")) }
    isShown = text != nil
  }
}

/// Whether the last line of standard error is a progress text.
private let isProgressShown = Mutex(false)
private let eraseLine = "\r\u{1b}[K"

/// Writes text to standard error; text that cannot be written is dropped.
func writeDiagnostic(_ text: String) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return }
    bytes = bytes.dropFirst(count)
  }
}

extension DOMException {
  /// Whether the reader of the output went away.
  var isOfBrokenPipe: Bool { cause?.domain == .errno && cause?.code == EPIPE }
}
