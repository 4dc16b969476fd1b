import Foundation
import Testing
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(5))) struct MicrophoneTests {
  private let recorder = SoundRecorder()

  private func record(
    _ requested: AudioConfiguration, pieces: Int, frequency: Double = 440
  ) async throws -> (AudioConfiguration, [AudioData]) {
    let driver = SyntheticDriver(devices: [.microphone(frequency: frequency)])
    let session = try await driver.openMicrophone(driver.devices()[0], sink: recorder)
    let actual = try await session.start(requested)
    let sound = await recorder.pieces(pieces)
    await session.close()
    return (actual, sound)
  }

  @Test(arguments: [8000, 44_100, 192_000], [(AudioSampleFormat.s16, 1), (.s16, 2), (.f32, 2)])
  func theToneIsContinuous(rate: Int, shape: (AudioSampleFormat, Int)) async throws {
    let (format, channels) = shape
    let requested = AudioConfiguration(
      sampleRate: rate, channelCount: channels, format: format, latency: 0.01)
    let (actual, pieces) = try await record(requested, pieces: 4)
    #expect(actual == requested)
    var position = 0
    for piece in pieces {
      #expect(piece.numberOfFrames == rate / 100 && piece.numberOfChannels == channels)
      #expect(piece.timestamp == pieces[0].timestamp + Int64(position) * 1_000_000 / Int64(rate))
      for (index, sample) in samples(piece).enumerated() {
        let time = Double(position + index / channels) / Double(rate)
        let expected = 0.1 * sin(2 * Double.pi * 440 * time)
        guard abs(sample - expected) < 1 / 32767 else {
          Issue.record("sample \(position + index) is \(sample), not \(expected)")
          return
        }
      }
      position += piece.numberOfFrames
    }
  }

  private func samples(_ piece: AudioData) -> [Double] {
    let bytes = piece.unsafeBytes
    return switch piece.format {
    case .s16: bytes.bindMemory(to: Int16.self).map { Double($0) / 32767 }
    default: bytes.bindMemory(to: Float.self).map { Double($0) }
    }
  }

  @Test func audioIsDeliveredOnceComplete() async throws {
    let requested = AudioConfiguration(
      sampleRate: 48_000, channelCount: 1, format: .s16, latency: 0.02)
    let clock = ContinuousClock()
    let start = clock.now
    let (_, pieces) = try await record(requested, pieces: 3)
    #expect(clock.now - start >= .milliseconds(60))
    #expect(pieces.map(\.duration) == [20_000, 20_000, 20_000])
  }

  @Test(arguments: [(11_025, 0.01, 110), (22_050, 0.0333, 734), (48_000, 0.07, 3360)])
  func aLatencyOfFractionalSamplesIsRounded(rate: Int, latency: Double, samples: Int) async throws {
    let requested = AudioConfiguration(
      sampleRate: rate, channelCount: 1, format: .s16, latency: latency)
    let (actual, pieces) = try await record(requested, pieces: 2)
    #expect(actual == requested)
    #expect(pieces.map(\.numberOfFrames) == [samples, samples])
  }

  @Test func configurationsAreClamped() async throws {
    let requested = AudioConfiguration(
      sampleRate: 1, channelCount: 9, format: .u8Planar, latency: .nan)
    let (actual, pieces) = try await record(requested, pieces: 1)
    #expect(actual.sampleRate == 8000 && actual.channelCount == 2 && actual.format == .f32)
    #expect(actual.latency == 0.005)
    #expect(pieces[0].numberOfFrames == 40 && pieces[0].format == .f32)
  }
}
