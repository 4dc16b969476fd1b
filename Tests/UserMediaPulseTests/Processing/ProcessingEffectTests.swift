import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

/// The effect of processing, compared with the unprocessed sound.
@Suite(
  .enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"),
  .serialized)
struct ProcessingEffectTests {
  /// How much louder the processed sound is in decibels, after some seconds to settle.
  private func change(by processing: AudioProcessing, of source: String) async throws -> Double {
    var configuration = AudioConfiguration.test
    configuration.format = .f32
    let (plain, processed) = (RecordingSink(), RecordingSink())
    let driver = SoundServer.driver
    let one = try await driver.record(source, configuration, to: plain)
    configuration.processing = processing
    let other = try await driver.record(source, configuration, to: processed)
    try await processed.wait(seconds: 60) { $0.frames > 8 * 48000 }
    await one.close()
    await other.close()
    return level(processed) - level(plain)
  }

  /// The level of the last three seconds.
  private func level(_ sink: RecordingSink) -> Double {
    let samples = Signal(sink.received.sound).samples.suffix(3 * 48000)
    return 10 * log10(samples.reduce(1e-12) { $0 + $1 * $1 } / Double(samples.count))
  }

  /// Runs `body` with a microphone that picks up the loudspeaker `n1`, with some delay.
  private func withEchoingRoom(_ body: (_ microphone: String) async throws -> Void) async throws {
    try await withNullSink { air, microphone, _ in
      let loopback = try await pactl(
        "load-module", "module-loopback", "source=n1.monitor", "sink=\(air)", "latency_msec=20")
      let result: Result<Void, any Error>
      do {
        result = .success(try await body(microphone))
      } catch {
        result = .failure(error)
      }
      try await pactl("unload-module", loopback)
      try result.get()
    }
  }

  @Test func echoOfPlaybackIsCancelled() async throws {
    try await withEchoingRoom { microphone in
      try await withPlayer(Noise.speech(amplitude: 0.5), into: "n1") {
        // A server that is too busy loses audio, and the canceller its alignment: then retry once.
        var changes: [Double] = []
        while changes.count < 5, changes.last ?? 0 >= -4 {
          changes.append(
            try await change(by: AudioProcessing(echoCancellation: true), of: microphone))
        }
        #expect(changes.last ?? 0 < -4, "\(changes)")
      }
    }
  }

  @Test func withoutCancellationTheEchoRemains() async throws {
    try await withEchoingRoom { microphone in
      try await withPlayer(Noise.speech(amplitude: 0.5), into: "n1") {
        let change = try await change(by: AudioProcessing(autoGainControl: false), of: microphone)
        #expect(abs(change) < 3)
      }
    }
  }

  @Test func laterPlaybackIsRoutedThroughTheCanceller() async throws {
    try await withNullSink { _, microphone, _ in
      var configuration = AudioConfiguration.test
      configuration.processing.echoCancellation = true
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(microphone, configuration, to: sink)
      try await sink.wait { $0.frames > 0 }
      try await withPlayer(Noise.white(amplitude: 0.1), into: "n1") {
        let own = try await pactl("list", "short", "sinks").split(separator: "\n")
          .filter { $0.contains("usermedia.\(getpid()).") }.compactMap {
            $0.split(separator: "\t").first
          }
        #expect(!own.isEmpty)
        var isLed = false
        for _ in 0..<500 where !isLed {
          let players = try await pactl("list", "short", "sink-inputs").split(separator: "\n")
            .map { $0.split(separator: "\t") }
          // A program's stream, not a module's.
          isLed = players.contains { $0.count > 2 && own.contains($0[1]) && $0[2] != "-" }
        }
        #expect(isLed)
        await session.close()
        // It keeps playing, to its original sink.
        let speaker = try #require(
          try await pactl("list", "short", "sinks").split(separator: "\n")
            .first { $0.split(separator: "\t")[1] == "n1" }?.split(separator: "\t").first)
        let players = try await pactl("list", "short", "sink-inputs").split(separator: "\n")
          .map { $0.split(separator: "\t") }
        #expect(players.contains { $0.count > 2 && $0[1] == speaker && $0[2] != "-" })
      }
    }
  }

  @Test func steadyNoiseIsSuppressed() async throws {
    try await withNullSink { sink, source, _ in
      try await withPlayer(Noise.white(amplitude: 0.05), into: sink) {
        let change = try await change(by: AudioProcessing(noiseSuppression: true), of: source)
        #expect(change < -6)
      }
    }
  }

  @Test func quietVoiceIsAmplified() async throws {
    try await withNullSink { sink, source, _ in
      try await withPlayer(Noise.speech(amplitude: 0.05), into: sink) {
        let change = try await change(by: AudioProcessing(autoGainControl: true), of: source)
        #expect(change > 3)
      }
    }
  }
}
