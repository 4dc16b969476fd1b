import Foundation
import UserMedia

/// One run of the built `usermedia`.
struct Command {
  let status: Int32
  let output: Data
  let errorOutput: String

  /// The command beside the test bundle.
  private static let program = Bundle.main.executableURL
    .map { $0.deletingLastPathComponent().appending(path: "usermedia") }
    .flatMap { FileManager.default.isExecutableFile(atPath: $0.path) ? $0 : nil }

  /// Runs the command to its end.
  init(_ arguments: [String], input: String = "") throws {
    guard let program = Self.program else { throw MissingProgram() }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    // Standard error is short enough for a pipe to hold.
    output = try standardOutput.fileHandleForReading.readToEnd() ?? Data()
    errorOutput = String(
      decoding: try standardError.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The one object that `--json` prints.
  var json: ConstraintValue {
    get throws { try ConstraintValue(json: text) }
  }

  private struct MissingProgram: Error {}
}

extension ConstraintValue {
  /// A number; `nil` otherwise.
  var double: Double? { if case .number(let value) = self { value } else { nil } }
  /// A string; `nil` otherwise.
  var text: String? { if case .string(let value) = self { value } else { nil } }
  /// A list; empty otherwise.
  var elements: [ConstraintValue] { if case .array(let value) = self { value } else { [] } }
}
