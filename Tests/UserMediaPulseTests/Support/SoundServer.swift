import Foundation
import Logging
import Testing
import UserMediaPulse

/// The server that the tests run beside, with the sources `sine` and `n1.monitor`
/// (`scripts/with-sound-server` starts one).
enum SoundServer {
  /// Whether it is there, or has to be.
  static let isThere = isRequired || environment["USERMEDIA_SOUND_SERVER"] != nil
  /// Whether it is PipeWire.
  static let isPipeWire = environment["USERMEDIA_SOUND_SERVER"] == "pipewire"
  /// Whether a private server can be started, or has to be.
  static let isInstalled =
    isRequired
    || (environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/pulseaudio") }
  /// One driver for all tests that can share it: a server's queue of clients that wait for
  /// admission is short. Patient, because the machine may be busy with other tests.
  static let driver = PulseDriver(
    server: nil, timeout: .seconds(15), logger: Logger(label: "test"))

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
  private static var isRequired: Bool { environment["USERMEDIA_REQUIRE_DEVICES"] == "1" }
}

/// Runs `pactl` against the server that the tests run beside.
/// - Returns: what it printed.
@discardableResult
func pactl(_ arguments: String...) async throws -> String {
  let result = try await ChildProcess.run(
    ["pactl"] + arguments, environment: SoundServer.environment)
  try #require(result.status == 0, "pactl \(arguments): \(result.output)")
  return result.output
}
