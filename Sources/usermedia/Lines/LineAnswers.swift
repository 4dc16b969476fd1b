import Synchronization
import UserMedia

/// Answers that have not been written yet.
final class LineAnswers: Sendable {
  private let json = Mutex(JSONWriter(capacity: LineInput.blockSize))

  /// Answers a block of whole lines.
  func add(
    linesOf block: UnsafeBufferPointer<UInt8>,
    _ answer: @Sendable (LineInput.Line, inout JSONWriter) throws -> Void
  ) {
    json.withLock { json in
      var rest = block
      while let length = rest.lineLength {
        let line = UnsafeBufferPointer(rebasing: rest[..<length])
        Self.answer(.text(line), answer, &json)
        rest = UnsafeBufferPointer(rebasing: rest[(length + 1)...])
      }
    }
  }

  /// Answers a line.
  func add(
    _ line: LineInput.Line, _ answer: @Sendable (LineInput.Line, inout JSONWriter) throws -> Void
  ) {
    json.withLock { Self.answer(line, answer, &$0) }
  }

  private static func answer(
    _ line: LineInput.Line, _ answer: @Sendable (LineInput.Line, inout JSONWriter) throws -> Void,
    _ json: inout JSONWriter
  ) {
    do {
      try answer(line, &json)
    } catch {
      json.append(value: .error(error))
    }
    json.append(constant: "\n")
  }

  /// Whether they are large enough to be worth a system call.
  var isLarge: Bool { json.withLock { $0.count >= LineInput.blockSize } }

  /// Writes and discards them.
  func write(to file: borrowing OutputFile) throws(DOMException) {
    try json.withLock { json throws(DOMException) in
      if json.count == 0 { return }
      let written = json.withBytes { bytes in
        Result { () throws(DOMException) in try file.write(UnsafeRawBufferPointer(bytes)) }
      }
      json.removeAll()
      try written.get()
    }
  }
}
