import Foundation

/// A running command that reads standard input.
struct RunningCommand {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = Command.program
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Writes without waiting for answers.
  func write(_ text: Data) throws {
    try input.fileHandleForWriting.write(contentsOf: text)
  }

  /// Writes in the background, while the answers are read.
  func writeBeside(_ text: Data) {
    let handle = input.fileHandleForWriting
    DispatchQueue.global().async {
      // A command that has ended answers no more, which the reader notices.
      try? handle.write(contentsOf: text)
    }
  }

  /// The next lines of output, or fewer if the command ends.
  func read(lines: Int) -> Data {
    var data = Data()
    var rest = lines
    while rest > 0 {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { break }
      data += piece
      rest -= piece.withUnsafeBytes { $0.count { $0 == UInt8(ascii: "\n") } }
    }
    return data
  }

  /// The peak resident memory in bytes (proc(5), `VmHWM`).
  var peakMemory: Int {
    get throws {
      let status = try String(
        contentsOf: URL(filePath: "/proc/\(process.processIdentifier)/status"), encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
      guard let kilobytes, let number = Int(kilobytes) else { throw CocoaError(.fileReadUnknown) }
      return number * 1024
    }
  }

  /// Closes its input; returns its exit status.
  func end() throws -> Int32 {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
