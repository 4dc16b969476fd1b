import Glibc

/// Resamples interleaved audio at a ratio that may change between calls, by a windowed sinc filter.
///
/// At a ratio of 1 it copies samples. It adds no delay: the output for a position waits until the
/// filter has the input around it.
struct Resampler {
  /// Input samples on either side of a position at ratios of up to 1.
  private static let reach = 16
  /// Filters per input sample, between which it interpolates.
  private static let phases = 256
  /// How far each output of a ratio of 1 approaches a whole sample, in samples.
  private static let approach = 0.001

  let channels: Int
  /// Half of the filter's length in input samples.
  private let half: Int
  /// For each phase, the filter's coefficients; one phase more, for interpolation.
  private let table: [Float]
  /// Interleaved input that is still needed.
  private var input: [Float]
  /// The position of the next output in `input`, in samples per channel.
  private var position: Double

  /// - Parameter ratio: the largest usual number of input samples for each output sample; above 1,
  ///   the filter removes what the output cannot represent.
  init(channels: Int, ratio: Double) {
    self.channels = channels
    let cutoff = min(1, 1 / ratio)
    // Even, so that a filter has a multiple of four coefficients.
    half = (Int((Double(Self.reach) / cutoff).rounded(.up)) + 1) / 2 * 2
    table = Self.table(half: half, cutoff: cutoff)
    // Silence precedes the first sample.
    input = Array(repeating: 0, count: (half - 1) * channels)
    position = Double(half - 1)
  }

  /// The number of input samples per channel that have not been output.
  var pending: Double { Double(input.count / channels) - position }

  /// Adds interleaved samples.
  mutating func append(_ samples: UnsafeBufferPointer<Float>) {
    input.append(contentsOf: samples)
  }

  /// Adds silence, in samples per channel.
  mutating func appendSilence(_ count: Int) {
    input.append(contentsOf: repeatElement(0, count: count * channels))
  }

  /// Adds the silence that the filter needs to output the last sample that was added.
  mutating func drain() { appendSilence(half) }

  /// Appends all output that the input allows.
  /// - Parameter step: input samples for each output sample.
  mutating func read(step: Double, into output: inout [Float]) {
    let available = input.count / channels
    input.withUnsafeBufferPointer { input in
      table.withUnsafeBufferPointer { table in
        while Int(position) + half < available {
          let whole = Int(position)
          let phase = (position - Double(whole)) * Double(Self.phases)
          if phase == 0, step == 1 {
            // Between whole samples at a ratio of 1, the filter passes each sample unchanged.
            let count = available - half - whole
            output.append(
              contentsOf: UnsafeBufferPointer(
                rebasing: input[whole * channels..<(whole + count) * channels]))
            position += Double(count)
            continue
          }
          let first = table.baseAddress! + Int(phase) * 2 * half
          let share = Float(phase - phase.rounded(.down))
          let start = input.baseAddress! + (whole - half + 1) * channels
          for channel in 0..<channels {
            output.append(Self.filter(start + channel, channels, first, 2 * half, share))
          }
          if step != 1 {
            position += step
          } else if position - Double(whole) > 1 - Self.approach {
            position = Double(whole + 2)
          } else {
            // To a whole sample within 20 ms, from where samples are copied again.
            position += 1 + Self.approach
          }
        }
      }
    }
    let used = max(0, min(Int(position) - half + 1, available))
    input.removeFirst(used * channels)
    position -= Double(used)
  }

  /// The sum of products of samples, `stride` apart, and of coefficients between two phases.
  @inline(__always)
  private static func filter(
    _ samples: UnsafePointer<Float>, _ stride: Int, _ phase: UnsafePointer<Float>, _ count: Int,
    _ share: Float
  ) -> Float {
    let next = phase + count
    var (low, high) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    var index = 0
    while index < count {
      let values = SIMD4(
        samples[index * stride], samples[(index + 1) * stride], samples[(index + 2) * stride],
        samples[(index + 3) * stride])
      low += values * UnsafeRawPointer(phase + index).loadUnaligned(as: SIMD4<Float>.self)
      high += values * UnsafeRawPointer(next + index).loadUnaligned(as: SIMD4<Float>.self)
      index += 4
    }
    return low.sum() + share * (high.sum() - low.sum())
  }

  /// Sinc filters under a Blackman window, each normalized to pass a constant unchanged.
  private static func table(half: Int, cutoff: Double) -> [Float] {
    var table: [Float] = []
    table.reserveCapacity((phases + 1) * 2 * half)
    for phase in 0...phases {
      let fraction = Double(phase) / Double(phases)
      let filter = (0..<2 * half).map { index -> Double in
        let distance = Double(index - half + 1) - fraction
        let x = distance * cutoff * .pi
        let window =
          0.42 + 0.5 * cos(.pi * distance / Double(half))
          + 0.08 * cos(2 * .pi * distance / Double(half))
        return (abs(x) < 1e-9 ? 1 : sin(x) / x) * window
      }
      let sum = filter.reduce(0, +)
      table += filter.map { Float($0 / sum) }
    }
    return table
  }
}
