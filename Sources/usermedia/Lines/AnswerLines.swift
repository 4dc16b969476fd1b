import Glibc
import UserMedia

/// Answers every line of JSON on standard input with one line on standard output, in order, and
/// goes on after errors: they are answers, `{"error":{"name":…,"message":…}}`.
///
/// A blank line is no JSON text, and is answered as such, so that the lines of both sides agree in
/// number. What has been answered is written before waiting for more. Ends without a word when
/// nobody reads the answers any more.
///
/// - Parameter answer: Appends the answer to a line without its end, or throws before it appends
///   anything.
func answerLines(
  _ answer: (_ line: LineInput.Line, _ output: inout JSONWriter) throws -> Void
) throws {
  var input = LineInput()
  var output = try LineOutput()
  do {
    while true {
      while let line = input.next() {
        do {
          try answer(line, &output.json)
        } catch {
          output.json.append(value: .error(error))
        }
        try output.endLine()
      }
      if input.isAtEnd { break }
      if !input.isReady { try output.flush() }
      do {
        try input.fill()
      } catch {
        try output.flush()
        throw error
      }
    }
    try output.flush()
  } catch let error as DOMException where error.isOfBrokenPipe {
    return
  }
}

extension LineInput.Line {
  /// What the line's JSON stands for; throws a TypeError.
  var value: ConstraintValue {
    get throws {
      switch self {
      case .text(let bytes): try ConstraintValue(json: bytes)
      case .tooLong:
        throw TypeError("the line has \(LineInput.maximumLength) bytes or more")
      }
    }
  }
}

extension DOMException {
  fileprivate var isOfBrokenPipe: Bool { cause?.domain == .errno && cause?.code == EPIPE }
}
