import FileTestSupport
import Foundation
import Glibc

/// A message bus of a test's own, which ends with it.
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
    // The address is printed once the bus listens.
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard line.hasPrefix("unix:") else { throw Unavailable(output: line) }
    address = line.trimmingCharacters(in: .newlines)
  }

  /// Ends the bus under those who use it. It may have inherited that other signals are blocked.
  func end() {
    kill(daemon.processIdentifier, SIGKILL)
  }

  deinit {
    end()
  }
}
