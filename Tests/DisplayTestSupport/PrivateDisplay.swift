#if Screen
import Foundation
package import Glibc
import Synchronization

/// An X server of a test's own without a screen of glass, to be painted on and ill-treated; gone
/// with the object.
package final class PrivateDisplay: Sendable {
  /// What `DISPLAY` would be.
  package let name: String
  /// The server's process.
  package let server: pid_t
  private let isOver = Mutex(false)

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
    let spawned = Result { try spawn(arguments, numberTo: ends[1]) }
    close(ends[1])
    let process = try spawned.get()
    // The server tells its number once it serves, or closes the pipe as it fails.
    var text: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != UInt8(ascii: "\n") { text.append(byte) }
    guard !text.isEmpty else { throw Failure(what: "Xvfb did not start") }
    return (process, ":" + String(decoding: text, as: UTF8.self))
  }

  /// Starts a program, looked up in `PATH`.
  /// - Parameter descriptor: what it has as its descriptor 3.
  private static func spawn(
    _ arguments: [String], numberTo descriptor: Int32? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, 3) }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let result = posix_spawnp(&process, words[0]!, &actions, nil, words + [nil], environ)
    guard result == 0 else {
      throw Failure(what: "cannot run \(arguments[0]): \(String(cString: strerror(result)))")
    }
    return process
  }

  /// Blocks until a program has ended.
  private static func reap(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  deinit {
    kill()
  }

  /// Ends the server without a word.
  package func kill() {
    let isFirst = isOver.withLock { isOver in
      defer { isOver = true }
      return !isOver
    }
    // Once it is reaped, its number can be another program's.
    guard isFirst else { return }
    Glibc.kill(server, SIGKILL)
    _ = Self.reap(server)
  }

  /// Says that a part of the screen is a monitor: XCB's own call for it sends what is no request
  /// (`xcb_randr_set_monitor`, libxcb 1.15).
  package func addMonitor(_ name: String, x: Int, width: Int, height: Int) async throws {
    let geometry = "\(width)/100x\(height)/100+\(x)+0"
    let process = try Self.spawn(
      ["xrandr", "-display", self.name, "--setmonitor", name, geometry, "none"])
    let status = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Self.reap(process)) }
    }
    guard status == 0 else { throw Failure(what: "xrandr: status \(status)") }
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

  /// As ``sharedMemories``, once there are none, or after ten seconds: the server notices in its own
  /// time that a program has gone, and tells nobody.
  package func sharedMemoriesLeft() async throws -> Int {
    for _ in 0..<1000 {
      if try sharedMemories == 0 { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try sharedMemories
  }
}
#endif
