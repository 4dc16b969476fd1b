import Dispatch
import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

extension PulseDriver {
  /// A driver that discards its log.
  static func quiet(
    server: String?, timeout: Duration = PulseDriver.timeout, grace: Duration = PulseDriver.grace
  ) -> PulseDriver {
    PulseDriver(server: server, timeout: timeout, grace: grace, logger: CollectedLog().logger)
  }

  /// Waits until the server reports a source to this connection: PipeWire may have answered the
  /// connection that loaded its module before.
  func waitForSource(_ source: String) async throws {
    let (changes, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let watch = await watchDevices { continuation.yield() }
    defer { withExtendedLifetime(watch) {} }
    continuation.yield()
    DispatchQueue.global().asyncAfter(deadline: .now() + 60) { continuation.finish() }
    for await _ in changes where await devices().contains(where: { $0.address == source }) {
      return
    }
    Issue.record("the server does not tell of \(source)")
  }

  /// Opens and starts the source with that name.
  func record(
    _ source: String, _ configuration: AudioConfiguration = .test, to sink: RecordingSink
  ) async throws -> any MicrophoneSession {
    let device = try #require(await devices().first { $0.address == source })
    let session = try await openMicrophone(device, sink: sink)
    _ = try await session.start(configuration)
    return session
  }
}

extension AudioConfiguration {
  /// The configuration for tests that don't need a particular one.
  static let test = AudioConfiguration(
    sampleRate: 48000, channelCount: 1, format: .s16, latency: 0.02)
}

/// Runs `body` with its own sink on the tests' shared server. Like most sound cards, the sink's
/// monitor has a configurable latency.
func withNullSink(
  _ body: (_ sink: String, _ source: String, _ module: String) async throws -> Void
) async throws {
  try await Turns.shared.run {
    let sink = "test-\(UUID().uuidString.prefix(8))"
    let module = try await pactl(
      "load-module", "module-null-sink", "sink_name=\(sink)", "rate=48000")
    let result: Result<Void, any Error>
    do {
      try await SoundServer.driver.waitForSource("\(sink).monitor")
      result = .success(try await body(sink, "\(sink).monitor", module))
    } catch {
      result = .failure(error)
    }
    // It may be gone already, which some tests are about.
    _ = try await ChildProcess.run(
      ["pactl", "unload-module", module], environment: SoundServer.environment)
    try result.get()
  }
}
