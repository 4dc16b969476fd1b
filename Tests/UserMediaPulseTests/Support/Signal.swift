import Foundation
import UserMediaCore

/// Audio samples, for analysis in a test.
struct Signal {
  var samples: [Double]
  var sampleRate: Int

  /// One channel of delivered audio.
  init(_ sound: [AudioData], channel: Int = 0) {
    sampleRate = sound.first?.sampleRate ?? 1
    samples = sound.flatMap { data in
      (0..<data.numberOfFrames).map { data.sample($0 * data.numberOfChannels + channel) }
    }
  }

  /// The signal without the silence before it and the start-up of a resampler or player.
  func withoutBeginning() -> Signal {
    var result = self
    let first = samples.firstIndex { abs($0) > 0.01 } ?? 0
    result.samples.removeFirst(min(first + sampleRate / 10, samples.count))
    return result
  }

  /// The frequency in 20…2000 Hz, in steps of 20, with the most power in the first quarter second.
  var peakFrequency: Int {
    var part = self
    part.samples.removeLast(max(samples.count - sampleRate / 4, 0))
    let powers = stride(from: 20, through: 2000, by: 20).map { ($0, part.power(at: $0)) }
    return powers.max { $0.1 < $1.1 }?.0 ?? 0
  }

  /// The power of one frequency: the square of its amplitude (Goertzel's algorithm).
  func power(at frequency: Int) -> Double {
    let coefficient = 2 * cos(2 * .pi * Double(frequency) / Double(sampleRate))
    var (last, beforeLast) = (0.0, 0.0)
    for sample in samples { (last, beforeLast) = (sample + coefficient * last - beforeLast, last) }
    let magnitude = last * last + beforeLast * beforeLast - coefficient * last * beforeLast
    return magnitude * 4 / Double(samples.count * samples.count)
  }

  /// The largest distance of a sample from where a sine of `frequency` would continue from the two
  /// samples before it: large wherever samples are missing, repeated or out of order.
  func largestBreak(ofSine frequency: Int) -> Double {
    let coefficient = 2 * cos(2 * .pi * Double(frequency) / Double(sampleRate))
    var largest = 0.0
    for index in 2..<samples.count {
      let expected = coefficient * samples[index - 1] - samples[index - 2]
      largest = max(largest, abs(samples[index] - expected))
    }
    return largest
  }
}

extension AudioData {
  /// One sample, -1…1.
  func sample(_ index: Int) -> Double {
    withBytes { bytes in
      switch format {
      case .s16:
        Double(bytes.unsafeLoadUnaligned(fromByteOffset: index * 2, as: Int16.self)) / 32768
      case .f32: Double(bytes.unsafeLoadUnaligned(fromByteOffset: index * 4, as: Float.self))
      default: .nan
      }
    }
  }
}
