import Dispatch
import Glibc
import UserMedia

/// Answers every line of JSON on standard input with one line on standard output, in order. Errors
/// are answers too: `{"error":{"name":…,"message":…}}`.
///
/// A blank line is answered with an error, so input and output have the same number of lines.
/// Pending answers are written before waiting for more input. Returns silently if the reader has
/// gone away.
///
/// - Parameters:
///   - inParallel: Whether the lines of large blocks are answered on all processors.
///   - answer: Appends the answer to a line without its newline, or throws before appending
///     anything.
func answerLines(
  inParallel: Bool = true,
  _ answer: @Sendable (_ line: LineInput.Line, _ output: inout JSONWriter) throws -> Void
) throws {
  let answers = (0..<(inParallel ? processorCount() : 1)).map { _ in LineAnswers() }
  let isInteractive = isTerminal(STDIN_FILENO) && isTerminal(STDERR_FILENO)
  if isInteractive {
    writeDiagnosticLine("Type constraints as JSON, one text per line. Ctrl-D ends.")
  }
  var input = LineInput()
  let output = try OutputFile(path: "-")
  do {
    while true {
      while let block = input.nextBlock() {
        // The block is only read, and outlives the parallel loop.
        nonisolated(unsafe) let parts = block.parts(answers.count)
        DispatchQueue.concurrentPerform(iterations: parts.count) { index in
          answers[index].add(linesOf: parts[index], answer)
        }
        for answers in answers { try answers.write(to: output) }
      }
      while let line = input.next() { answers[0].add(line, answer) }
      if input.isAtEnd || isInteractive || answers[0].isLarge || !input.isReady {
        try answers[0].write(to: output)
      }
      if input.isAtEnd {
        if isInteractive { writeDiagnostic("\n") }
        return
      }
      if isInteractive { writeDiagnostic("> ") }
      do {
        try input.fill()
      } catch {
        try answers[0].write(to: output)
        throw error
      }
    }
  } catch let error as DOMException where error.isOfBrokenPipe {
    return
  }
}

private func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
