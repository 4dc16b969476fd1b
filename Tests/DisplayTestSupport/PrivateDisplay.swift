#if Screen
import Foundation
package import Glibc

/// An X server of a test's own without a screen of glass, to be painted on and ill-treated; gone
/// with the object.
package final class PrivateDisplay: Sendable {
  /// What `DISPLAY` would be.
  package let name: String
  /// The server's process.
  package let server: pid_t

  /// Whether tests of displays run: when a server can be started, or a missing one is to fail.
  package static let isExpected =
    environment["USERMEDIA_REQUIRE_DEVICES"] != nil
    || (environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/Xvfb") }

  private struct Failure: Error {
    let what: String
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// Starts a server with a black screen on a display number that is free.
  /// - Parameter options: further options of the server.
  package init(
    width: Int = 640, height: Int = 480, depth: Int = 24, _ options: [String] = []
  ) async throws {
    let arguments =
      ["Xvfb", "-displayfd", "3", "-screen", "0", "\(width)x\(height)x\(depth)"]
      + ["-nolisten", "tcp", "-noreset"] + options
    // On a thread that may wait: the server takes a moment.
    let started = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: Result { try Self.start(arguments) })
      }
    }
    (server, name) = try started.get()
  }

  private static func start(_ arguments: [String]) throws -> (server: pid_t, name: String) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure(what: "there is no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 3)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let result = posix_spawnp(&process, words[0]!, &actions, nil, words + [nil], environ)
    close(ends[1])
    guard result == 0 else {
      throw Failure(what: "cannot run Xvfb: \(String(cString: strerror(result)))")
    }
    // The server tells its number once it serves, or closes the pipe as it fails.
    var text: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != UInt8(ascii: "\n") { text.append(byte) }
    guard !text.isEmpty else { throw Failure(what: "Xvfb did not start") }
    return (process, ":" + String(decoding: text, as: UTF8.self))
  }

  deinit {
    kill()
  }

  /// Ends the server without a word.
  package func kill() {
    guard Glibc.kill(server, SIGKILL) == 0 else { return }
    var status: Int32 = 0
    while waitpid(server, &status, 0) < 0 && errno == EINTR {}
  }

  /// Stops the server where it is: clients can connect, and hear nothing.
  package func freeze() { Glibc.kill(server, SIGSTOP) }

  /// Lets the server go on.
  package func thaw() { Glibc.kill(server, SIGCONT) }

  /// The pieces of memory that the server shares with programs that capture.
  package var sharedMemories: Int {
    get throws {
      try String(contentsOfFile: "/proc/\(server)/maps", encoding: .utf8)
        .split(separator: "\n").count { $0.contains("usermedia-screen") }
    }
  }
}
#endif
