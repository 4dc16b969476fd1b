import FileTestSupport
import Foundation
import Glibc

/// A private message bus, which ends with its object.
final class PrivateBus: Sendable {
  let address: String
  private let directory: TemporaryDirectory
  private let daemon: Process

  struct Unavailable: Error {
    let output: String
  }

  init() throws {
    directory = try TemporaryDirectory()
    daemon = Process()
    daemon.executableURL = URL(filePath: "/usr/bin/dbus-daemon")
    daemon.arguments = [
      "--session", "--nofork", "--nopidfile", "--print-address=1",
      "--address=unix:path=\(directory.path("bus"))",
    ]
    let output = Pipe()
    daemon.standardOutput = output
    daemon.standardError = FileHandle.nullDevice
    try daemon.run()
    // The bus prints its address once it is listening.
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard line.hasPrefix("unix:") else { throw Unavailable(output: line) }
    address = line.trimmingCharacters(in: .newlines)
  }

  /// Ends the bus while it is in use. It may have inherited a signal mask that blocks other
  /// signals.
  func end() {
    kill(daemon.processIdentifier, SIGKILL)
  }

  deinit {
    end()
  }
}
