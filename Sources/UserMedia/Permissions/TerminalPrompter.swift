import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Prompts at the program's terminal: `y` and `n` apply to this run, `always` and `never`
/// permanently; an empty line dismisses the prompt. Without a terminal there is no answer.
///
/// Screens and windows are listed; the answer is the number of one.
public struct TerminalPrompter: PermissionPrompter {
  private let path: String

  /// - Parameter terminal: the path of the terminal; by default the controlling terminal.
  public init(terminal: String = "/dev/tty") {
    path = terminal
  }

  /// Shows the prompt, and repeats it until the answer is one of those listed.
  public func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
    let file = aboveStandardStreams(
      open(path, O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK))
    guard file >= 0 else { return nil }
    let lines = TerminalLines(file)
    while !Task.isCancelled {
      lines.write(Self.question(prompt))
      guard let line = await lines.next() else {
        lines.write("\n")
        return nil
      }
      if let surface = Int(line), prompt.surfaces.indices.contains(surface - 1) {
        return PermissionAnswer(isAllowed: true, surface: surface - 1)
      }
      switch line.lowercased() {
      case "y", "yes":
        if prompt.surfaces.count < 2 { return PermissionAnswer(isAllowed: true) }
      case "n", "no": return PermissionAnswer(isAllowed: false)
      case "always" where prompt.surfaces.isEmpty:
        return PermissionAnswer(isAllowed: true, isLasting: true)
      case "never": return PermissionAnswer(isAllowed: false, isLasting: true)
      case "": return nil
      default: continue
      }
    }
    return nil
  }

  private static func question(_ prompt: PermissionPrompt) -> String {
    let names = PermissionName.allCases.filter(prompt.names.contains)
    let reasons = names.compactMap { prompt.descriptions[$0] }.filter { !$0.isEmpty }
      .map { "\"\($0)\"\n" }
    if !prompt.surfaces.isEmpty { return reasons.joined() + question(prompt.surfaces) }
    return reasons.joined() + "May this program use the "
      + names.map(\.rawValue).joined(separator: " and the ") + "? [y/n/always/never] "
  }

  private static func question(_ surfaces: [DeviceDescription]) -> String {
    let list = surfaces.enumerated().map { "  \($0 + 1)  \(printable($1.label))\n" }.joined()
    let numbers = surfaces.count == 1 ? "1" : "1-\(surfaces.count)"
    return list + "Which of these may this program see? [\(numbers)/n/never] "
  }

  /// A window title comes from another program: strip what would move the cursor or change colours.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "?"
          default: scalar
          }
        }))
  }
}

/// The lines that the user types, read without blocking a thread.
private final class TerminalLines: Sendable {
  private let file: Int32
  // Not marked Sendable, but sources may be cancelled from any thread.
  private nonisolated(unsafe) let source: any DispatchSourceRead
  private let queue: FrameQueue<String>

  init(_ file: Int32) {
    self.file = file
    let queue = FrameQueue<String>(.newest(8))
    self.queue = queue
    let text = Mutex<[UInt8]>([])
    let source = DispatchSource.makeReadSource(fileDescriptor: file)
    source.setEventHandler {
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(file, &bytes, bytes.count)
      // Another program at the terminal may have read the line.
      if count < 0, errno == EAGAIN || errno == EINTR { return }
      if count <= 0 { return queue.finish() }
      text.withLock { text in
        text += bytes[..<count]
        while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
          queue.push(String(decoding: text[..<end], as: UTF8.self).filter { !$0.isWhitespace })
          text.removeFirst(end + 1)
        }
      }
    }
    source.setCancelHandler { close(file) }
    source.activate()
    self.source = source
  }

  deinit {
    source.cancel()
  }

  /// The next line without its newline; `nil` at the end of input, or when the task is cancelled.
  func next() async -> String? { await queue.next() }

  func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
  }
}
