import Foundation
import Glibc
import Testing

/// A PulseAudio daemon of a test's own, in a directory of its own; gone with the object.
///
/// Unchecked, because `Process` is not Sendable; one test uses it.
final class PrivateServer: @unchecked Sendable {
  let directory: URL
  private let process = Process()

  /// Where clients find it.
  var address: String { "unix:\(socket.path)" }
  private var socket: URL { directory.appendingPathComponent("native") }

  /// Starts a daemon with the sources `n1.monitor`, which never runs dry, and `sine`, and waits
  /// until it serves.
  init() async throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("pulse-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let script = directory.appendingPathComponent("server.pa")
    try """
    load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0
    load-module module-null-sink sink_name=n1 rate=48000
    load-module module-sine-source source_name=sine frequency=440 rate=48000
    set-default-source sine
    """.write(to: script, atomically: true, encoding: .utf8)
    let daemon: URL = try #require(SoundServer.executable("pulseaudio"))
    process.executableURL = daemon
    process.arguments = [
      "-n", "--daemonize=no", "--exit-idle-time=-1", "--realtime=no", "--high-priority=no", "-F",
      script.path, "--log-target=file:\(directory.path)/log",
    ]
    var environment = SoundServer.environment
    environment["PULSE_SERVER"] = nil
    environment["PULSE_RUNTIME_PATH"] = directory.path
    environment["PULSE_STATE_PATH"] = directory.path
    environment["PULSE_COOKIE"] = "\(directory.path)/cookie"
    process.environment = environment
    try process.run()
    try await waitUntilReady()
  }

  deinit {
    process.terminate()
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Ends the daemon, at once and without a word.
  func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
  }

  /// Stops the daemon where it is: it accepts, and never answers.
  func freeze() {
    Glibc.kill(process.processIdentifier, SIGSTOP)
  }

  private func waitUntilReady() async throws {
    for _ in 0..<200 {
      if let sources = try? await pactl("list", "short", "sources", server: address),
        sources.contains("sine")
      {
        return
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    let log = try? String(contentsOf: directory.appendingPathComponent("log"), encoding: .utf8)
    Issue.record("the private server did not start: \(log ?? "")")
  }
}
