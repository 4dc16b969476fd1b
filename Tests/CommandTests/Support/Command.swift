import Foundation
import Glibc
import UserMedia

/// One run of the built `usermedia`.
struct Command {
  let status: Int32
  let output: Data
  let errorOutput: String

  /// The command in the directory of the test bundle.
  static let program = Bundle.main.executableURL
    .map { $0.deletingLastPathComponent().appending(path: "usermedia") }
    .flatMap { FileManager.default.isExecutableFile(atPath: $0.path) ? $0 : nil }

  /// Runs the command and waits for it; the input must fit into a pipe's buffer.
  /// - Parameter environment: variables in addition to those of the tests.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws {
    let pipe = Pipe()
    try self.init(arguments, standardInput: pipe, environment) {
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
  }

  /// Runs the command in a shell that first runs `setup`, such as `"ulimit -f 0;"`.
  init(shell setup: String, _ arguments: [String]) throws {
    guard let program = Self.program else { throw MissingProgram() }
    try self.init(
      ["-c", "\(setup) exec \"$0\" \"$@\"", program.path] + arguments,
      standardInput: FileHandle.nullDevice, program: URL(filePath: "/bin/bash")
    ) {}
  }

  /// Runs the command with a file as its standard input.
  init(_ arguments: [String], inputFile: String) throws {
    let descriptor = open(inputFile, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
    try self.init(
      arguments, standardInput: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    ) {}
  }

  /// Runs the command with a file as its standard output.
  init(_ arguments: [String], outputFile: String) throws {
    let descriptor = open(outputFile, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
    try self.init(
      arguments, standardInput: FileHandle.nullDevice,
      standardOutput: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    ) {}
  }

  private init(
    _ arguments: [String], standardInput: Any, _ environment: [String: String] = [:],
    standardOutput: FileHandle? = nil, program: URL? = Self.program, feed: () throws -> Void
  ) throws {
    guard let program else { throw MissingProgram() }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (outputPipe, standardError) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = standardOutput ?? outputPipe
    process.standardError = standardError
    try process.run()
    try feed()
    // Standard error is short enough for a pipe's buffer.
    output =
      standardOutput == nil ? try outputPipe.fileHandleForReading.readToEnd() ?? Data() : Data()
    errorOutput = String(
      decoding: try standardError.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines of standard output, each a JSON object.
  var jsonLines: [ConstraintValue] {
    get throws { try text.split(separator: "\n").map { try ConstraintValue(json: String($0)) } }
  }

  /// The single object printed by `--json`.
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
