import Foundation
import Glibc
import Testing

/// A test's private PulseAudio daemon, in a directory of its own. Ends when released.
///
/// Unchecked, because one test uses it.
final class PrivateServer: @unchecked Sendable {
  private let directory: URL
  private var daemon: ChildProcess?
  private let options: [String]

  /// The address for clients.
  var address: String { "unix:\(directory.path)/native" }

  /// Starts a daemon with the sources `sine` and `n1.monitor`, and waits until it is ready.
  /// - Parameter options: additional options of the daemon.
  init(_ options: [String] = []) async throws {
    self.options = options
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("pulse-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try """
    load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0
    load-module module-null-sink sink_name=n1 rate=48000
    load-module module-sine-source source_name=sine frequency=440 rate=48000
    set-default-source sine
    """.write(to: script, atomically: true, encoding: .utf8)
    try await start()
  }

  deinit {
    if let daemon {
      daemon.signal(SIGKILL)
      _ = ChildProcess.reap(daemon.processIdentifier)
    }
    try? FileManager.default.removeItem(at: directory)
  }

  private var script: URL { directory.appendingPathComponent("server.pa") }
  private var log: URL { directory.appendingPathComponent("log") }

  /// Starts the daemon, for the first time or again.
  func start() async throws {
    var environment = SoundServer.environment
    environment["PULSE_SERVER"] = nil
    environment["PULSE_RUNTIME_PATH"] = directory.path
    environment["PULSE_STATE_PATH"] = directory.path
    environment["PULSE_COOKIE"] = "\(directory.path)/cookie"
    daemon = try ChildProcess(
      [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--realtime=no",
        "--high-priority=no", "--log-target=file:\(log.path)", "-F", script.path,
      ] + options, environment: environment)
    // Nothing signals when the socket starts to listen, so this polls.
    environment["PULSE_SERVER"] = address
    let question = ["pactl", "list", "short", "sources"]
    for _ in 0..<200 {
      let answer = try await ChildProcess.run(question, environment: environment)
      if answer.output.contains("sine") { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record(
      "the server did not start: \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
  }

  /// Runs `pactl` against the daemon.
  /// - Returns: its output.
  @discardableResult
  func pactl(_ arguments: String...) async throws -> String {
    let result = try await tryPactl(arguments)
    try #require(result.status == 0, "pactl \(arguments): \(result.output)")
    return result.output
  }

  /// Runs `pactl` against the daemon, which may refuse.
  func tryPactl(_ arguments: [String]) async throws -> (status: Int32, output: String) {
    var environment = SoundServer.environment
    environment["PULSE_SERVER"] = address
    return try await ChildProcess.run(["pactl"] + arguments, environment: environment)
  }

  /// Kills the daemon.
  func kill() async {
    daemon?.signal(SIGKILL)
    await daemon?.waitUntilExit()
    daemon = nil
  }

  /// The daemon, while it runs.
  var processIdentifier: pid_t { daemon?.processIdentifier ?? 0 }

  /// Suspends the daemon: clients can connect, but get no answer.
  func freeze() {
    daemon?.signal(SIGSTOP)
  }

  /// Resumes the daemon.
  func thaw() {
    daemon?.signal(SIGCONT)
  }
}
