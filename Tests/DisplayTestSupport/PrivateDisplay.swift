#if Screen
import Foundation
package import Glibc
import Synchronization

/// A private X server without hardware, which a test can paint on, suspend and kill. It exits with
/// this object, and with the tests' process however that ends.
package final class PrivateDisplay: Sendable {
  /// The value for `DISPLAY`.
  package let name: String
  /// The server's process.
  package let server: pid_t
  private let guardian: Guardian
  private let isOver = Mutex(false)

  /// Whether display tests run: if there is a server, or if a missing one must fail them.
  package static let isExpected =
    environment["USERMEDIA_REQUIRE_DEVICES"] != nil
    || (environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/Xvfb") }

  private struct Failure: Error {
    let what: String
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// Starts a server with a black screen on a free display number.
  /// - Parameter options: additional options of the server.
  package init(
    width: Int = 640, height: Int = 480, depth: Int = 24, _ options: [String] = []
  ) async throws {
    let arguments =
      ["Xvfb", "-displayfd", "3", "-screen", "0", "\(width)x\(height)x\(depth)"]
      + ["-nolisten", "tcp", "-noreset"] + options
    // On a thread that may block until the server has started.
    let started = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: Result { try Self.start(arguments) })
      }
    }
    (server, guardian, name) = try started.get()
  }

  /// A process that kills the server once the tests' process is gone.
  private struct Guardian: Sendable {
    let process: pid_t
    /// The end of a pipe that closes with the tests' process.
    let pipe: Int32
  }

  private static func start(_ arguments: [String]) throws -> (pid_t, Guardian, name: String) {
    let ends = try closedOnExec()
    defer { close(ends.reading) }
    let spawned = Result { try spawn(arguments, passing: ends.writing, as: 3) }
    close(ends.writing)
    let process = try spawned.get()
    do {
      // The server writes its number when it is ready, and closes the pipe if it fails.
      guard let number = line(from: ends.reading) else {
        throw Failure(what: "Xvfb did not start within \(startLimit) s")
      }
      return (process, try guardian(of: process), ":" + number)
    } catch {
      Glibc.kill(process, SIGKILL)
      _ = reap(process)
      throw error
    }
  }

  private static func closedOnExec() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure(what: "there is no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Time limit for a program in seconds.
  private static let startLimit = 60

  /// Reads a non-empty line; `nil` if it doesn't arrive in time.
  private static func line(from file: Int32) -> String? {
    var text: [UInt8] = []
    var byte: UInt8 = 0
    var poll = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    while Glibc.poll(&poll, 1, Int32(startLimit * 1000)) == 1, read(file, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
    }
    return nil
  }

  private static func guardian(of server: pid_t) throws -> Guardian {
    let ends = try closedOnExec()
    defer { close(ends.reading) }
    do {
      let script = "read -r _; kill -KILL \(server)"
      let process = try spawn(["sh", "-c", script], passing: ends.reading, as: STDIN_FILENO)
      return Guardian(process: process, pipe: ends.writing)
    } catch {
      close(ends.writing)
      throw error
    }
  }

  /// Starts a program, looked up in `PATH`, without output.
  /// - Parameter descriptor: the file that it inherits as descriptor `number`.
  private static func spawn(
    _ arguments: [String], passing descriptor: Int32? = nil, as number: Int32 = 0
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, number) }
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let result = posix_spawnp(&process, words[0]!, &actions, nil, words + [nil], environ)
    guard result == 0 else {
      throw Failure(what: "cannot run \(arguments[0]): \(String(cString: strerror(result)))")
    }
    return process
  }

  /// Blocks until a killed program has exited.
  private static func reap(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  deinit {
    kill()
  }

  /// Kills the server.
  package func kill() {
    let isFirst = isOver.withLock { isOver in
      defer { isOver = true }
      return !isOver
    }
    // Once the server is reaped, its pid can be reused, so the guardian, which would kill it, exits
    // first.
    guard isFirst else { return }
    for process in [guardian.process, server] {
      Glibc.kill(process, SIGKILL)
      _ = Self.reap(process)
    }
    close(guardian.pipe)
  }

  /// Makes a part of the screen a monitor. Not through XCB, whose call for this sends a malformed
  /// request (`xcb_randr_set_monitor`, libxcb 1.15).
  package func addMonitor(_ name: String, x: Int, width: Int, height: Int) async throws {
    let geometry = "\(width)/100x\(height)/100+\(x)+0"
    let process = try Self.spawn(
      ["xrandr", "-display", self.name, "--setmonitor", name, geometry, "none"])
    let status = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        // The server is private and running, so xrandr exits.
        continuation.resume(returning: Self.reap(process))
      }
    }
    guard status == 0 else { throw Failure(what: "xrandr: status \(status)") }
  }

  /// Suspends the server: clients can connect, but get no response.
  package func freeze() { Glibc.kill(server, SIGSTOP) }

  /// Resumes the server.
  package func thaw() { Glibc.kill(server, SIGCONT) }

  /// The number of memory segments that the server shares with capturing programs.
  package var sharedMemories: Int {
    get throws {
      // Not with `String(contentsOfFile:)`, which reads only the first page of such a file.
      let maps = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(server)/maps"))
      defer { try? maps.close() }
      return String(decoding: try maps.readToEnd() ?? Data(), as: UTF8.self)
        .split(separator: "\n").count { $0.contains("usermedia-screen") }
    }
  }

  /// The value of ``sharedMemories`` once it is zero, or after ten seconds: the server notices a
  /// closed connection after a delay, and doesn't signal it.
  package func sharedMemoriesLeft() async throws -> Int {
    for _ in 0..<1000 {
      if try sharedMemories == 0 { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try sharedMemories
  }
}
#endif
