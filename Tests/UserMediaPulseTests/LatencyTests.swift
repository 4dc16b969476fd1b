import Glibc
import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct LatencyTests {
  @Test(arguments: [0.01, 0.02, 0.1])
  func latencyIsTheLengthOfADelivery(latency: Double) async throws {
    try await withNullSink { _, source, _ in
      let sink = RecordingSink()
      let driver = SoundServer.driver
      let device = try #require(await driver.devices().first { $0.address == source })
      let session = try await driver.openMicrophone(device, sink: sink)
      let requested = AudioConfiguration(
        sampleRate: 48000, channelCount: 2, format: .f32, latency: latency)
      let actual = try await session.start(requested)
      #expect(actual.sampleRate == requested.sampleRate)
      #expect(actual.channelCount == requested.channelCount)
      #expect(actual.format == requested.format)
      #expect(abs(actual.latency - latency) < 0.0001)

      let sound = try await sink.wait { $0.sound.count >= 12 }.sound
      await session.close()
      // The first delivery may contain everything received before the time was known.
      let frames = sound.dropFirst().map(\.numberOfFrames)
      let mean = Double(frames.reduce(0, +)) / Double(frames.count)
      #expect(abs(mean - latency * 48000) < latency * 48000 * 0.3, "\(frames)")
    }
  }

  @Test func timestampsAreRecentMonotonicTimes() async throws {
    try await withNullSink { _, source, _ in
      let before = now()
      let sink = RecordingSink()
      let session = try await SoundServer.driver.record(source, to: sink)
      let sound = try await sink.wait { $0.sound.count >= 5 }.sound
      let after = now()
      await session.close()
      for data in sound {
        #expect(data.timestamp > before - 200_000)
        #expect(data.timestamp < after + 200_000)
      }
      for (data, next) in zip(sound, sound.dropFirst()) { #expect(data.timestamp < next.timestamp) }
    }
  }

  private func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
