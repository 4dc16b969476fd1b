import Glibc
import UserMediaCore

/// Where a synthetic microphone's sound comes from.
protocol SoundSource: AnyObject {
  /// Writes `count` samples of each channel, interleaved, in the format that the source was made
  /// for; `position` counts the samples since the start.
  /// - Throws: when there is no more.
  func write(
    _ target: UnsafeMutableRawBufferPointer, count: Int, position: Int64
  ) throws(CaptureError)
}

/// A sine at −20 dBFS, the same in every channel; its phase follows from the sample's number alone,
/// so that it never jumps.
final class ToneSource: SoundSource {
  private let frequency: Double
  private let configuration: AudioConfiguration

  init(frequency: Double, _ configuration: AudioConfiguration) {
    self.frequency = frequency
    self.configuration = configuration
  }

  /// −20 dB of full scale, as amplitude.
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
