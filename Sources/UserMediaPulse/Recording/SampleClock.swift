/// When each sample of a stream was captured, from a count of samples and the server's occasional
/// word on its clocks.
///
/// Timestamps follow the count exactly, so they are as steady as the samples. They are set anew
/// only when they are off by more than ``tolerance``: because two clocks drifted apart, or because
/// sound was lost.
struct SampleClock {
  /// Microseconds that timestamps may be off: well below what an eye sees of lips and voice.
  static let tolerance: Int64 = 10_000

  private let sampleRate: Int64
  /// When frame 0 was captured, by which timestamps go.
  private var origin: Int64?
  /// The same as the server's latest words have it. One that was held up on its way is too late,
  /// and none is too early, so the earliest of three is taken.
  private var measurements: (Int64, Int64, Int64) = (0, 0, 0)
  /// What they were before they left the tolerance.
  private var settled: Int64 = 0

  /// A clock that knows no time yet.
  init(sampleRate: Int) {
    self.sampleRate = Int64(sampleRate)
  }

  /// Forgets the time.
  mutating func forget() {
    origin = nil
  }

  /// Takes the server's word that `frame` was captured at `time` (microseconds).
  /// - Returns: how many frames were lost since its last word, as far as can be told.
  mutating func measured(frame: Int64, at time: Int64) -> Int {
    let measured = time - microseconds(frame)
    guard let origin else {
      self.origin = measured
      measurements = (measured, measured, measured)
      settled = measured
      return 0
    }
    measurements = (measurements.1, measurements.2, measured)
    let estimate = min(measurements.0, measurements.1, measurements.2)
    defer { settled = estimate }
    guard abs(estimate - origin) > Self.tolerance else { return 0 }
    self.origin = estimate
    // Clocks drift by microseconds between two words; a jump is time that no sample covers.
    let jump = estimate - settled
    return jump > Self.tolerance ? Int(jump * sampleRate / 1_000_000) : 0
  }

  /// When `frame` was captured, in microseconds; `nil` when the time is not known.
  func timestamp(of frame: Int64) -> Int64? {
    origin.map { $0 + microseconds(frame) }
  }

  private func microseconds(_ frames: Int64) -> Int64 {
    // Whole seconds apart, so that no product overflows however long the stream runs.
    let (seconds, rest) = frames.quotientAndRemainder(dividingBy: sampleRate)
    return seconds * 1_000_000 + rest * 1_000_000 / sampleRate
  }
}
