import Testing
import UserMedia
import UserMediaPulse

/// Sample rate, channels, sample size and latency, from the constraint to the bytes.
@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct TrackSettingsTests {
  @Test(arguments: [16000, 44100, 48000], [(1, 16), (2, 32)])
  func soundMatchesTheSettings(rate: Int, shape: (channels: Int, bits: Int)) async throws {
    try await withNullSink { _, source, _ in
      let track = try await Microphones(SoundServer.driver).track(
        source,
        .init(
          sampleRate: .exact(UInt32(rate)), sampleSize: .exact(UInt32(shape.bits)),
          channelCount: .exact(UInt32(shape.channels))))
      let settings = track.getSettings()
      #expect(settings.sampleRate == rate && settings.channelCount == shape.channels)
      #expect(settings.sampleSize == shape.bits)
      var sound = track.audioData().makeAsyncIterator()
      let data = try #require(await sound.next())
      #expect(data.sampleRate == rate && data.numberOfChannels == shape.channels)
      #expect(data.format == (shape.bits == 16 ? .s16 : .f32))
      track.stop()
    }
  }

  @Test(arguments: [0.01, 0.1])
  func latencyIsTheLengthOfADelivery(latency: Double) async throws {
    try await withNullSink { _, source, _ in
      let track = try await Microphones(SoundServer.driver).track(
        source, .init(sampleRate: .exact(48000), latency: .exact(latency)))
      let actual = try #require(track.getSettings().latency)
      #expect(abs(actual - latency) < 0.0001)
      var sound = track.audioData(.newest(100)).makeAsyncIterator()
      var counts: [Int] = []
      while counts.count < 40, let data = await sound.next() { counts.append(data.numberOfFrames) }
      track.stop()
      // On a busy machine, two deliveries sometimes arrive as one.
      let median = counts.dropFirst().sorted()[counts.count / 2]
      #expect(abs(Double(median) - latency * 48000) <= latency * 48000 * 0.3, "\(counts)")
    }
  }

  @Test(arguments: [11025, 22050, 48000] as [UInt32], [0.01, 0.0333])
  func aLatencyOfFractionalSamplesCanBeRequired(rate: UInt32, latency: Double) async throws {
    try await withNullSink { _, source, _ in
      let track = try await Microphones(SoundServer.driver).track(
        source, .init(sampleRate: .exact(rate), latency: .exact(latency)))
      #expect(track.getSettings().latency == latency)
      track.stop()
    }
  }

  @Test func aLoopOnTheCaptureExecutorReceivesSoundAndEndsWithTheTrack() async throws {
    try await withNullSink { _, source, _ in
      let track = try await Microphones(SoundServer.driver).track(
        source, .init(sampleRate: .exact(48000), latency: .exact(0.01)))
      let executor = try #require(track.captureExecutor)
      let loop = Task(executorPreference: executor) {
        var (stretches, frames) = (0, 0)
        for await data in track.audioData() {
          (stretches, frames) = (stretches + 1, frames + data.numberOfFrames)
          if stretches == 20 { track.stop() }
        }
        return (stretches, frames)
      }
      let (stretches, frames) = await loop.value
      #expect(stretches == 20 && frames > 0)
      #expect(track.captureExecutor == nil)
    }
  }
}
