import Foundation
import Logging
import Testing
import UserMediaPulse

/// The tests' shared server, with the sources `sine` and `n1.monitor` (`scripts/with-sound-server`
/// starts one).
enum SoundServer {
  /// Whether it is available, or a missing one must fail the tests.
  static let isThere = isRequired || environment["USERMEDIA_SOUND_SERVER"] != nil
  /// Whether it is PipeWire.
  static let isPipeWire = environment["USERMEDIA_SOUND_SERVER"] == "pipewire"
  /// Whether a private server can be started, or a missing one must fail the tests.
  static let isInstalled =
    isRequired
    || (environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/pulseaudio") }
  /// One driver for all tests that can share it, because a server's queue of connecting clients is
  /// short. Its timeout is long, because other tests keep the machine busy.
  static let driver = PulseDriver(
    server: nil, timeout: .seconds(15), logger: Logger(label: "test"))

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
  private static var isRequired: Bool { environment["USERMEDIA_REQUIRE_DEVICES"] == "1" }
}

/// Runs `pactl` against the tests' shared server.
/// - Returns: its output.
@discardableResult
func pactl(_ arguments: String...) async throws -> String {
  let result = try await ChildProcess.run(
    ["pactl"] + arguments, environment: SoundServer.environment)
  try #require(result.status == 0, "pactl \(arguments): \(result.output)")
  return result.output
}
