import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct SourceLossTests {
  @Test func unloadedSourceEndsWithItsCause() async throws {
    try await withNullSink { _, source, module in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      try await sink.wait { $0.frames > 0 }
      try await pactl("unload-module", module)
      let error = try #require(try await sink.wait { !$0.ended.isEmpty }.ended.first)
      #expect(error.device == source)
      #expect(error.kind == .notFound)
      let count = sink.received.sound.count
      await session.close()
      #expect(sink.received.sound.count == count)
      #expect(sink.received.ended.count == 1)
      #expect(await !SoundServer.driver.devices().contains { $0.address == source })
    }
  }

  @Test func suspendedSourceIsMutedUntilItResumes() async throws {
    try await withNullSink { null, source, _ in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      try await sink.wait { $0.frames > 0 }
      try await pactl("suspend-sink", null, "1")
      if SoundServer.isPipeWire {
        // PipeWire doesn't suspend devices in use: the sound continues.
        let count = sink.received.sound.count
        try await sink.wait { $0.sound.count > count + 10 }
        #expect(sink.received.muted.isEmpty)
        return await session.close()
      }
      let muted = try await sink.wait { $0.muted == [true] }
      try await pactl("suspend-sink", null, "0")
      let received = try await sink.wait {
        $0.muted == [true, false] && $0.frames > muted.frames + 4800
      }
      await session.close()
      // The timestamps include the time suspended, which doesn't count as a loss.
      #expect(received.overrun == 0)
      for (data, next) in zip(received.sound, received.sound.dropFirst()) {
        #expect(data.timestamp < next.timestamp)
      }
    }
  }

  @Test func soundResumesAfterEachSuspension() async throws {
    // PipeWire doesn't suspend devices in use.
    let server = try await PrivateServer()
    let sink = RecordingSink()
    var configuration = AudioConfiguration.test
    // Short deliveries, some of which are in transit when the source is suspended.
    configuration.latency = 0.002
    let session = try await PulseDriver.quiet(server: server.address)
      .record("n1.monitor", configuration, to: sink)
    for _ in 0..<12 {
      let before = try await sink.wait { !($0.muted.last ?? false) && $0.frames > 0 }
      try await server.pactl("suspend-sink", "n1", "1")
      try await server.pactl("suspend-sink", "n1", "0")
      try await sink.wait {
        $0.muted.count >= before.muted.count + 2 && $0.frames > before.frames + 4800
      }
    }
    await session.close()
  }
}
