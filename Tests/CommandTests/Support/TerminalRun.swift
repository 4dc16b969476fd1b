import Foundation
import Glibc

/// One run of the built `usermedia` on a pseudo-terminal, with everything it shows.
struct TerminalRun {
  let status: Int32
  /// What the terminal got: echoed input, standard output and standard error.
  let text: String

  /// Runs the command to its end; after `input`, the terminal sends an end of file.
  init(_ arguments: [String], input: String = "", columns: UInt16 = 80) throws {
    guard let program = Command.program else { throw CocoaError(.fileNoSuchFile) }
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, nil, nil, &size) == 0 else { throw POSIXError(.ENXIO) }
    // The command must not hold the other end of its terminal.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    defer { close(master) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    try terminal.close()
    let bytes = Array((input + "\u{4}").utf8)
    guard write(master, bytes, bytes.count) == bytes.count else { throw POSIXError(.EIO) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 60_000) > 0 else {
        kill(process.processIdentifier, SIGKILL)
        throw POSIXError(.ETIMEDOUT)
      }
      // EIO once the process has closed the terminal (pty(7)).
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else { break }
      output += chunk[..<count]
    }
    process.waitUntilExit()
    status = process.terminationStatus
    text = String(decoding: output, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// The lines on the screen.
  var lines: [String] { text.components(separatedBy: "\n") }
}
