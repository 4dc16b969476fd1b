import Glibc
import UserMediaCore

/// The source of a synthetic microphone's audio.
protocol SoundSource: AnyObject {
  /// Writes `count` samples per channel, interleaved, in the format that the source was created
  /// for; `position` counts samples since the start.
  /// - Throws: if there is no more audio.
  func write(
    _ target: UnsafeMutableRawBufferPointer, count: Int, position: Int64
  ) throws(CaptureError)
}

/// A sine at −20 dBFS, equal in all channels. Its phase depends only on the sample's number, so it
/// never jumps.
final class ToneSource: SoundSource {
  private let frequency: Double
  private let configuration: AudioConfiguration

  init(frequency: Double, _ configuration: AudioConfiguration) {
    self.frequency = frequency
    self.configuration = configuration
  }

  /// −20 dB relative to full scale, as an amplitude.
  static let amplitude = 0.1

  func write(_ target: UnsafeMutableRawBufferPointer, count: Int, position: Int64) {
    switch configuration.format {
    case .s16: fill(target.bindMemory(to: Int16.self), position) { Int16(($0 * 32767).rounded()) }
    default: fill(target.bindMemory(to: Float.self), position) { Float($0) }
    }
  }

  private func fill<Sample>(
    _ samples: UnsafeMutableBufferPointer<Sample>, _ position: Int64,
    _ convert: (Double) -> Sample
  ) {
    let channels = configuration.channelCount
    let cyclesPerSample = frequency / Double(configuration.sampleRate)
    for index in 0..<samples.count / channels {
      let cycles = Double(position + Int64(index)) * cyclesPerSample
      let phase = 2 * Double.pi * (cycles - cycles.rounded(.down))
      let sample = convert(Self.amplitude * sin(phase))
      for channel in 0..<channels { samples[index * channels + channel] = sample }
    }
  }
}
