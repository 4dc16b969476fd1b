import Foundation
import Glibc

/// A running command, which can be sent signals and waited for.
final class StartedCommand: Sendable {
  let process: pid_t
  private let errors: Pipe
  private let running: Process

  /// How it ended.
  struct End {
    /// The exit status, or the signal's number if ``isBySignal``.
    let status: Int32
    let isBySignal: Bool
    let errorOutput: String
  }

  struct Unbounded: Error {}

  /// Starts `usermedia`, optionally through a shell `script`, in which it is `"$0" "$@"`.
  init(
    _ arguments: [String], script: String? = nil, environment: [String: String] = [:]
  ) throws {
    running = Process()
    guard let program = Command.program else { throw CocoaError(.fileNoSuchFile) }
    if let script {
      running.executableURL = URL(filePath: "/bin/sh")
      running.arguments = ["-c", script, program.path] + arguments
    } else {
      running.executableURL = program
      running.arguments = arguments
    }
    running.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    errors = Pipe()
    running.standardInput = FileHandle.nullDevice
    running.standardOutput = FileHandle.nullDevice
    running.standardError = errors
    try running.run()
    process = running.processIdentifier
  }

  func send(_ signal: Int32) { kill(process, signal) }

  var isRunning: Bool { running.isRunning }

  /// Waits until a condition holds; throws if it doesn't within a minute.
  static func wait(until condition: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try !condition() {
      guard ContinuousClock.now < end else { throw Unbounded() }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Waits for its end; after a minute, kills it and throws.
  func end() async throws -> End {
    do {
      try await Self.wait { !running.isRunning }
    } catch {
      kill(process, SIGKILL)
      throw error
    }
    // Fits into a pipe's buffer.
    let text = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    return End(
      status: running.terminationStatus, isBySignal: running.terminationReason == .uncaughtSignal,
      errorOutput: text)
  }
}
