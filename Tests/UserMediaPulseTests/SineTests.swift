import Testing
import UserMediaCore
import UserMediaPulse

@Suite(.enabled(if: SoundServer.isThere, "no sound server; run by scripts/with-sound-server"))
struct SineTests {
  /// Two seconds of the tone, and whatever precedes them.
  private func tone(_ configuration: AudioConfiguration) async throws -> [AudioData] {
    let sink = RecordingSink()
    try await withTone { source in
      let session = try await SoundServer.driver.record(source, configuration, to: sink)
      let received = try await sink.wait { $0.frames > configuration.sampleRate * 25 / 10 }
      await session.close()
      // PipeWire's virtual devices are late on a busy machine, which looks like a loss.
      if !SoundServer.isPipeWire { #expect(received.overrun == 0) }
    }
    return sink.received.sound
  }

  @Test(
    arguments: [AudioSampleFormat.s16, .f32],
    [(48000, 1), (48000, 2), (44100, 1), (44100, 2), (16000, 1)])
  func toneIsCompleteInEveryFormat(
    format: AudioSampleFormat, shape: (rate: Int, channels: Int)
  ) async throws {
    let sound = try await tone(
      AudioConfiguration(
        sampleRate: shape.rate, channelCount: shape.channels, format: format, latency: 0.05))
    for data in sound {
      #expect(data.format == format)
      #expect(data.sampleRate == shape.rate)
      #expect(data.numberOfChannels == shape.channels)
    }
    for channel in 0..<shape.channels {
      let signal = Signal(sound, channel: channel).withoutBeginning()
      #expect(signal.samples.count > shape.rate * 2)
      #expect(signal.peakFrequency == 440)
      #expect(signal.power(at: 440) > 0.001)
      #expect(signal.largestBreak(ofSine: 440) < 0.002)
    }
  }

  @Test func timestampsHaveNoGaps() async throws {
    let sound = try await tone(.test)
    for (data, next) in zip(sound, sound.dropFirst()) {
      let expected = data.timestamp + data.duration
      // See above; where it is late, time jumps.
      if SoundServer.isPipeWire {
        #expect(next.timestamp > data.timestamp)
      } else {
        #expect(abs(next.timestamp - expected) <= 1)
      }
    }
  }

  @Test func bothFormatsHaveTheSameSignal() async throws {
    var peaks: [Double] = []
    for format in [AudioSampleFormat.s16, .f32] {
      var configuration = AudioConfiguration.test
      configuration.format = format
      let signal = Signal(try await tone(configuration)).withoutBeginning()
      // Not the power, which is lower wherever PipeWire is late and the tone jumps.
      peaks.append(try #require(signal.samples.map(abs).max()))
    }
    #expect(abs(peaks[0] - peaks[1]) < peaks[0] * 0.01)
  }
}
