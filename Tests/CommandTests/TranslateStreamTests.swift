import FileTestSupport
import Foundation
import Testing
import UserMedia

/// `translate` as a part of a pipeline.
@Suite struct TranslateStreamTests {
  private let arguments = ["translate", "--from", "current", "--to", "webkit"]

  /// Numbered lines, and their translations; every tenth is invalid.
  private func lines(_ numbers: ClosedRange<Int>) -> (input: Data, output: Data) {
    var (input, output) = ("", "")
    for number in numbers {
      if number % 10 == 0 {
        input += "no JSON \(number)\n"
        output += #"{"error":{"name":"TypeError","message":"Invalid JSON at byte 0: "#
        output += "expected a value, found 'n'\"}}\n"
      } else {
        input += #"{"audio":true,"video":{"width":{"min":\#(number)}}}"# + "\n"
        output += #"{"constraints":{"audio":true,"video":{"mandatory":{"minWidth":"#
        output += "\(number)}}},\"notes\":[]}\n"
      }
    }
    return (Data(input.utf8), Data(output.utf8))
  }

  @Test(.timeLimit(.minutes(5))) func memoryDoesNotGrowWithTheLinesAndTheirOrderIsKept() throws {
    let command = try RunningCommand(arguments)
    var peaks: [Int] = []
    for numbers in [1...10_000, 10_001...100_000] {
      let (input, output) = lines(numbers)
      command.writeBeside(input)
      #expect(command.read(lines: numbers.count) == output)
      peaks.append(try command.peakMemory)
    }
    #expect(try command.end() == 0)
    #expect(peaks[1] < peaks[0] + 2_000_000, "\(peaks)")
    #expect(peaks[1] < 64_000_000, "\(peaks)")
  }

  @Test(.timeLimit(.minutes(5))) func eachLineIsAnsweredBeforeTheNext() throws {
    let command = try RunningCommand(arguments)
    for number in 1...3 {
      // In two pieces, with the line's end in the second.
      try command.write(Data(#"{"video":{"width":"#.utf8))
      try command.write(Data("\(number)}}\n".utf8))
      let value = try ConstraintValue(json: command.read(lines: 1))
      #expect(
        value["constraints"]?["video"]?["optional"]?.elements.first
          == ["minWidth": .number(Double(number))])
    }
    #expect(try command.end() == 0)
  }

  @Test(.timeLimit(.minutes(5))) func endsQuietlyWhenTheOutputIsClosed() throws {
    let directory = try TemporaryDirectory()
    try lines(1...20_000).input.write(to: URL(filePath: directory.path("in")))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments =
      [
        "-c", #""$@" < "$0" | head -n 1 >&2; echo "${PIPESTATUS[0]}""#, directory.path("in"),
        try #require(Command.program).path,
      ] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let status = try output.fileHandleForReading.readToEnd() ?? Data()
    let lines = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(String(decoding: status, as: UTF8.self) == "0\n")
    // Only the line that was read.
    #expect(lines.count { $0 == UInt8(ascii: "\n") } == 1)
  }

  @Test func unreadableInputIsAnError() throws {
    let run = try Command(arguments, inputFile: "/")
    #expect(run.status == 2)
    #expect(run.errorOutput.hasPrefix("NotFoundError: standard input cannot be read (read: "))
  }
}
