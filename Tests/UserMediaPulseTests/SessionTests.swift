import Synchronization
import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct SessionTests {
  @Test func nothingIsDeliveredAfterStopUntilRestarted() async throws {
    try await withNullSink { _, source, _ in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      try await sink.wait { $0.frames > 0 }
      await session.stop()
      let stopped = sink.received.sound.count
      var other = AudioConfiguration.test
      other.format = .f32
      other.channelCount = 2
      let actual = try await session.start(other)
      #expect(actual.channelCount == 2)
      #expect(actual.format == .f32)
      let received = try await sink.wait { $0.sound.count > stopped }
      #expect(received.sound.prefix(stopped).allSatisfy { $0.format == .s16 })
      #expect(received.sound.dropFirst(stopped).allSatisfy { $0.format == .f32 })
      await session.close()
      let closed = sink.received.sound.count
      await session.stop()
      await session.close()
      #expect(sink.received.sound.count == closed)
      await #expect(throws: CaptureError.self) { try await session.start(.test) }
    }
  }

  @Test func manySessionsRunAtOnce() async throws {
    try await withNullSink { _, source, _ in
      let sinks = (0..<(SoundServer.isPipeWire ? 6 : 24)).map { _ in RecordingSink() }
      var sessions: [any MicrophoneSession] = []
      for sink in sinks {
        sessions.append(try await SoundServer.driver.record(source, to: sink))
      }
      for sink in sinks { try await sink.wait { $0.frames > 4800 } }
      await withTaskGroup { group in
        for session in sessions { group.addTask { await session.close() } }
      }
      let counts = sinks.map(\.received.sound.count)
      _ = await SoundServer.driver.devices()
      #expect(sinks.map(\.received.sound.count) == counts)
    }
  }

  @Test func closedFromItsOwnCallback() async throws {
    try await withNullSink { _, source, _ in
      let open = Mutex<(any MicrophoneSession)?>(nil)
      let (closed, closing) = AsyncStream.makeStream(of: Void.self)
      let sink = RecordingSink { _ in
        guard let session = open.withLock({ $0.take() }) else { return }
        // A task that runs here, on the driver's thread, until it has to wait.
        Task.immediate {
          await session.close()
          closing.finish()
        }
      }
      let session = try await SoundServer.driver.record(source, to: sink)
      open.withLock { $0 = session }
      for await _ in closed {}
      let count = sink.received.sound.count
      _ = await SoundServer.driver.devices()
      #expect(sink.received.sound.count == count)
    }
  }

  @Test func releasedSessionReleasesItsSinkAndStream() async throws {
    try await withNullSink { _, source, _ in
      weak var dropped: RecordingSink?
      do {
        let sink = RecordingSink()
        dropped = sink
        let session = try await SoundServer.driver.record(source, to: sink)
        try await sink.wait { $0.frames > 0 }
        _ = session
      }
      try await eventually { dropped == nil }
    }
  }

  @Test func soundOutlivesItsSession() async throws {
    try await withTone { source in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      let data = try #require(try await sink.wait { $0.frames > 0 }.sound.first)
      let before = (0..<data.numberOfFrames).map(data.sample)
      try await sink.wait { $0.frames > 48000 }
      await session.close()
      #expect((0..<data.numberOfFrames).map(data.sample) == before)
    }
  }

  @Test(arguments: [
    AudioConfiguration(sampleRate: 0, channelCount: 1, format: .s16, latency: 0.1),
    AudioConfiguration(sampleRate: 400_000, channelCount: 1, format: .s16, latency: 0.1),
    AudioConfiguration(sampleRate: 48000, channelCount: 0, format: .s16, latency: 0.1),
    AudioConfiguration(sampleRate: 48000, channelCount: 33, format: .s16, latency: 0.1),
    AudioConfiguration(sampleRate: 48000, channelCount: 1, format: .u8, latency: 0.1),
    AudioConfiguration(sampleRate: 48000, channelCount: 1, format: .f32Planar, latency: 0.1),
    AudioConfiguration(sampleRate: 48000, channelCount: 1, format: .s16, latency: .nan),
    AudioConfiguration(sampleRate: 48000, channelCount: 1, format: .s16, latency: -1),
    AudioConfiguration(sampleRate: 48000, channelCount: 1, format: .s16, latency: .infinity),
  ])
  func invalidConfigurationsAreUnsupported(configuration: AudioConfiguration) async throws {
    let error = await #expect(throws: CaptureError.self) {
      try await SoundServer.driver.record("sine", configuration, to: RecordingSink())
    }
    #expect(error?.kind == .unsupported)
  }

  @Test(arguments: [
    AudioConfiguration(sampleRate: 8000, channelCount: 1, format: .s16, latency: 0),
    AudioConfiguration(sampleRate: 384_000, channelCount: 32, format: .f32, latency: 2),
  ])
  func extremesWork(configuration: AudioConfiguration) async throws {
    try await withNullSink { _, source, _ in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, configuration, to: sink)
      let data = try #require(try await sink.wait { $0.frames > 0 }.sound.first)
      #expect(data.numberOfChannels == configuration.channelCount)
      #expect(data.sampleRate == configuration.sampleRate)
      await session.close()
    }
  }
}
