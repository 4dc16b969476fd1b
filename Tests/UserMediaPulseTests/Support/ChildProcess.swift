import Foundation
import Glibc
import Testing

/// A program run by a test. (Foundation's `Process` lets every child inherit the descriptors that
/// signal the end of the others, so that it misses some ends while a server runs.)
struct ChildProcess: Sendable {
  let processIdentifier: pid_t

  /// Starts a program, looked up in `PATH`.
  /// - Parameter output: its standard output; `nil` for this process's.
  init(_ arguments: [String], environment: [String: String], output: Int32? = nil) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    }
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, words[0]!, &actions, nil, words + [nil], variables + [nil])
    try #require(result == 0, "cannot run \(arguments[0]): \(String(cString: strerror(result)))")
    processIdentifier = child
  }

  func signal(_ signal: Int32) {
    kill(processIdentifier, signal)
  }

  /// Waits for the end; returns the exit status, or -1 if a signal ended it. Called once.
  @discardableResult
  func waitUntilExit() async -> Int32 {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Self.reap(processIdentifier)) }
    }
  }

  /// Runs a program and waits for it.
  /// - Returns: its exit status and its output, without trailing line breaks.
  static func run(
    _ arguments: [String], environment: [String: String]
  ) async throws -> (status: Int32, output: String) {
    // A file rather than a pipe, which another child could hold open.
    let path = "/tmp/output-\(UUID().uuidString)"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer {
      close(file)
      unlink(path)
    }
    let status = try await ChildProcess(arguments, environment: environment, output: file)
      .waitUntilExit()
    let output = try String(contentsOfFile: path, encoding: .utf8)
    return (status, output.trimmingCharacters(in: .newlines))
  }

  /// Blocks until the process has ended.
  static func reap(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }
}
