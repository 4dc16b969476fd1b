import Glibc
import UserMedia

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// Whether an output path, or `-` for standard output, leads to a terminal.
func isTerminal(_ path: String) -> Bool {
  if path == "-" { return isTerminal(STDOUT_FILENO) }
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return false }
  let descriptor = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return isTerminal(descriptor)
}

/// Writes lines for a person to standard output. On a terminal, long ones are wrapped between words.
func printText(_ lines: [String]) throws(DOMException) {
  guard let width = terminalWidth else { return try printLines(lines) }
  try printLines(lines.flatMap { $0.escapingControls.wrapped(to: width) })
}

/// The columns of the terminal on standard output; `nil` if it is not a terminal or has no size.
private var terminalWidth: Int? {
  var size = winsize()
  guard isTerminal(STDOUT_FILENO), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
    size.ws_col >= 20
  else { return nil }
  return Int(size.ws_col)
}

extension String {
  /// The text in lines of at most `width` characters, unless a word is longer. Continuations are
  /// indented by four more than the first line.
  func wrapped(to width: Int) -> [String] {
    if count <= width { return [self] }
    let indent = prefix { $0 == " " }
    let continuation = indent + "    "
    var lines: [String] = []
    var line = String(indent)
    var isEmpty = true
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(continuation)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}

/// `1 line`, `2 lines`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)" + (count == 1 ? "" : "s")
}
