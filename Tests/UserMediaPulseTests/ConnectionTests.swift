import Testing
import UserMediaCore

@testable import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct ConnectionTests {
  @Test func threadEndsWithTheConnection() async throws {
    weak var context: PulseContext?
    do {
      let connection = PulseConnection(try PulseContext(server: nil, timeout: .seconds(15)))
      context = connection.context
      #expect(try await !connection.context.sources().sources.isEmpty)
      withExtendedLifetime(connection) {}
    }
    // The context releases itself once its thread has been joined.
    try await eventually { context == nil }
  }

  @Test func threadEndsWithoutAnyRequest() async throws {
    weak var context: PulseContext?
    do {
      context = PulseConnection(try PulseContext(server: nil, timeout: .seconds(15))).context
    }
    try await eventually { context == nil }
  }

  @Test func sessionOutlivesItsDriver() async throws {
    try await withNullSink { _, source, _ in
      let sink = RecordingSink()
      var driver: PulseDriver? = PulseDriver.quiet(server: nil, timeout: .seconds(15))
      let session = try await driver?.record(source, to: sink)
      driver = nil
      let count = sink.received.sound.count
      try await sink.wait { $0.sound.count > count + 3 }
      await session?.close()
    }
  }
}
