import Foundation
import Testing
import UserMediaCore

@testable import UserMediaPulse

/// Modules are loaded and unloaded with the sessions that use them.
@Suite(
  .enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"),
  .serialized)
struct ProcessorLoadingTests {
  private static let cancelling = AudioProcessing(echoCancellation: true)

  /// The arguments of the modules that process the sound of `source`.
  private func modules(of source: String) async throws -> [String] {
    try await pactl("list", "short", "modules").split(separator: "\n").map(String.init)
      .filter { $0.contains("module-echo-cancel") && $0.contains("source_master=\(source) ") }
  }

  private func configuration(_ processing: AudioProcessing) -> AudioConfiguration {
    var configuration = AudioConfiguration.test
    configuration.processing = processing
    return configuration
  }

  @Test(arguments: [
    cancelling, AudioProcessing(autoGainControl: true), AudioProcessing(noiseSuppression: true),
    AudioProcessing(echoCancellation: true, autoGainControl: true, noiseSuppression: true),
  ])
  func moduleIsLoadedForTheSessionOnly(processing: AudioProcessing) async throws {
    try await withNullSink { _, source, _ in
      #expect(try await modules(of: source).isEmpty)
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(
        source, configuration(processing), to: sink)
      let loaded = try await modules(of: source)
      #expect(loaded.count == 1)
      let name = "source_name=usermedia.\(getpid())."
      #expect(loaded.allSatisfy { $0.contains(name) && $0.contains("aec_method=webrtc") })
      let noise =
        SoundServer.isPipeWire
        ? "\(processing.noiseSuppression)" : processing.noiseSuppression ? "1" : "0"
      #expect(loaded.allSatisfy { $0.contains("noise_suppression=\(noise)") })
      let received = try await sink.wait { $0.frames > 4800 }
      #expect(received.sound.allSatisfy { $0.sampleRate == 48000 && $0.numberOfChannels == 1 })
      await session.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func equalSessionsShareAModule() async throws {
    try await withNullSink { _, source, _ in
      let (first, second, third) = (RecordingSink(), RecordingSink(), RecordingSink())
      let driver = SoundServer.driver
      let one = try await driver.record(source, configuration(Self.cancelling), to: first)
      let two = try await driver.record(source, configuration(Self.cancelling), to: second)
      #expect(try await modules(of: source).count == 1)
      let other = AudioProcessing(noiseSuppression: true)
      let three = try await driver.record(source, configuration(other), to: third)
      #expect(try await modules(of: source).count == 2)
      await one.close()
      #expect(try await modules(of: source).count == 2)
      await two.stop()
      #expect(try await modules(of: source).count == 1)
      await two.close()
      await three.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func processingOfARunningSessionCanChange() async throws {
    try await withNullSink { _, source, _ in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      #expect(try await modules(of: source).isEmpty)
      let actual = try await session.start(configuration(Self.cancelling))
      #expect(actual.processing == Self.cancelling)
      #expect(try await modules(of: source).count == 1)
      let count = sink.received.sound.count
      try await sink.wait { $0.sound.count > count }
      #expect(try await session.start(.test).processing == AudioProcessing.none)
      #expect(try await modules(of: source).isEmpty)
      await session.close()
    }
  }

  @Test func moduleOfARemovedDeviceIsUnloaded() async throws {
    try await withNullSink { _, source, module in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(
        source, configuration(Self.cancelling), to: sink)
      try await pactl("unload-module", module)
      // PipeWire's module would continue with another microphone.
      let received = try await sink.wait { !$0.ended.isEmpty }
      #expect(received.ended.map(\.kind) == [.notFound])
      #expect(received.ended.map(\.device) == [source])
      await session.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func sourcesOfModulesAreNotListed() async throws {
    try await withNullSink { _, source, _ in
      let session = try await SoundServer.driver.record(
        source, configuration(Self.cancelling), to: RecordingSink())
      let devices = await SoundServer.driver.devices()
      #expect(devices.contains { $0.address == source })
      #expect(!devices.contains { $0.address.hasPrefix("usermedia.") })
      #expect(try await pactl("list", "short", "sources").contains("usermedia.\(getpid())."))
      await session.close()
    }
  }

  @Test func releasedSessionLeavesNoModule() async throws {
    try await withNullSink { _, source, _ in
      do {
        let session = try await SoundServer.driver.record(
          source, configuration(Self.cancelling), to: RecordingSink())
        _ = session
      }
      var left = try await modules(of: source)
      for _ in 0..<200 where !left.isEmpty { left = try await modules(of: source) }
      #expect(left.isEmpty)
    }
  }

  @Test func cancelledStartLeavesNoModule() async throws {
    try await withNullSink { _, source, _ in
      let driver = SoundServer.driver
      let device = try #require(await driver.devices().first { $0.address == source })
      let session = try await driver.openMicrophone(device, sink: RecordingSink())
      let configuration = configuration(Self.cancelling)
      let start = Task { try await session.start(configuration) }
      start.cancel()
      _ = await start.result
      await session.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func missingSourceLeavesNoModule() async throws {
    try await withNullSink { _, source, module in
      let driver = SoundServer.driver
      let device = try #require(await driver.devices().first { $0.address == source })
      let session = try await driver.openMicrophone(device, sink: RecordingSink())
      try await pactl("unload-module", module)
      let configuration = configuration(Self.cancelling)
      if SoundServer.isPipeWire {
        // PipeWire loads a module even for a source that doesn't exist yet.
        _ = try? await session.start(configuration)
      } else {
        await #expect(throws: CaptureError.self) { try await session.start(configuration) }
      }
      await session.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func unpluggedMicrophoneEndsAndLeavesNoModule() async throws {
    try await withNullSink { _, source, module in
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(
        source, configuration(Self.cancelling), to: sink)
      try await sink.wait { $0.frames > 0 }
      try await pactl("unload-module", module)
      if !SoundServer.isPipeWire {
        let error = try #require(try await sink.wait { !$0.ended.isEmpty }.ended.first)
        #expect(error.kind == .notFound)
        #expect(error.device == source)
      }
      await session.close()
      #expect(try await modules(of: source).isEmpty)
    }
  }

  @Test func onlyModulesOfEndedProgramsAreUnloaded() async throws {
    try await withNullSink { _, source, _ in
      let other = PulseConnection(try PulseContext(server: nil, timeout: .seconds(15)))
      try await other.context.connect()
      let living = other.context.clientIndex
      var loaded: [String: String] = [:]
      for (who, client) in [("dead", UInt32.max - 7), ("living", living)] {
        loaded[who] = try await pactl(
          "load-module", "module-echo-cancel", "aec_method=webrtc",
          "source_name=usermedia.1.\(client).1", "sink_name=usermedia.1.\(client).1.sink",
          "source_master=\(source)", "sink_master=n1")
      }
      #expect(try await modules(of: source).count == 2)
      let session = try await SoundServer.driver.record(
        source, configuration(Self.cancelling), to: RecordingSink())
      await session.close()
      let left = try await modules(of: source)
      #expect(left.count == 1)
      #expect(left.allSatisfy { $0.contains("source_name=usermedia.1.\(living).1 ") })
      try await pactl("unload-module", try #require(loaded["living"]))
      withExtendedLifetime(other) {}
    }
  }
}
