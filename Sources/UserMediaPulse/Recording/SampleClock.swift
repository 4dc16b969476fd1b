/// When each sample of a stream was captured, from a count of samples and the server's occasional
/// word on its clocks.
///
/// Timestamps follow the count exactly, so they are as steady as the samples. They are set anew
/// only when they are off by more than ``tolerance``: because two clocks drifted apart, or because
/// sound was lost.
package struct SampleClock: Sendable {
  /// Microseconds that timestamps may be off: well below what an eye sees of lips and voice.
  package static let tolerance: Int64 = 10_000

  private let limits: DeliveryLimits
  private var sampleRate: Int64 { Int64(limits.sampleRate) }
  /// When frame 0 was captured, by which timestamps go.
  private var origin: Int64?
  /// The same as the server's latest words have it. One that was held up on its way is too late,
  /// and none is too early, so the earliest of three is taken.
  private var measurements: (Int64, Int64, Int64) = (0, 0, 0)
  /// What they were before they left the tolerance.
  private var settled: Int64 = 0
  /// The last word that could be true: how many frames the server had captured, and when that was
  /// read. At first the start of the stream.
  private var last: (frame: Int64, read: Int64)
  private let start: Int64
  /// Frames that were lost so far.
  private var lost: Int64 = 0
  /// When the three measurements were read.
  private var read: (Int64, Int64, Int64) = (0, 0, 0)

  /// A clock of a stream that starts now, at `start` microseconds, and knows no time yet.
  package init(limits: DeliveryLimits, startedAt start: Int64) {
    self.limits = limits
    self.start = start
    last = (0, start)
  }

  /// Whether there was time for so many frames since the start.
  package func hasTime(for frames: Int64, at now: Int64) -> Bool {
    frames <= self.frames(in: max(now - start, 0)) + slack
  }

  private var slack: Int64 { Int64(DeliveryLimits.backlog / limits.bytesPerFrame) }

  /// Forgets the time.
  package mutating func forget() {
    origin = nil
  }

  /// Takes the server's word on its clocks.
  /// - Returns: how many frames were lost since its last word, as far as can be told; `nil` when it
  ///   says what cannot be, which is passed over.
  package mutating func measured(_ timing: ServerTiming, _ exchange: ServerTiming.Exchange) -> Int?
  {
    guard let time = timing.captureTime(exchange), timing.writeIndex >= 0 else { return nil }
    let frame = timing.writeIndex / Int64(limits.bytesPerFrame)
    // A source that sleeps gives none, and none gives more than there is time for.
    let passed = max(exchange.read - last.read, 0)
    guard frame >= last.frame - slack, frame - last.frame <= frames(in: passed) + slack else {
      return nil
    }
    last = (frame, exchange.read)
    return measured(frame: frame, at: time, read: exchange.read)
  }

  /// Takes the server's word that `frame` was captured at `time`, which was `read` then
  /// (microseconds).
  /// - Returns: how many frames were lost since its last word, as far as can be told.
  mutating func measured(frame: Int64, at time: Int64, read now: Int64) -> Int {
    let measured = time - microseconds(frame)
    guard let origin else {
      self.origin = measured
      measurements = (measured, measured, measured)
      read = (now, now, now)
      settled = measured
      return 0
    }
    let before = read.0
    measurements = (measurements.1, measurements.2, measured)
    read = (read.1, read.2, now)
    let estimate = min(measurements.0, measurements.1, measurements.2)
    defer { settled = estimate }
    guard abs(estimate - origin) > Self.tolerance else { return 0 }
    self.origin = estimate
    // Clocks drift by microseconds between two words; a jump is time that no sample covers, and
    // cannot be longer than the time in which it was seen.
    let jump = min(estimate - settled, now - before)
    guard jump > Self.tolerance else { return 0 }
    let count = min(frames(in: jump), max(frames(in: now - start) - lost, 0))
    lost += count
    return Int(count)
  }

  /// When `frame` was captured, in microseconds; `nil` when the time is not known.
  package func timestamp(of frame: Int64) -> Int64? {
    origin.map { $0 + microseconds(frame) }
  }

  private func frames(in microseconds: Int64) -> Int64 {
    let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return seconds * sampleRate + rest * sampleRate / 1_000_000
  }

  private func microseconds(_ frames: Int64) -> Int64 {
    // Whole seconds apart, so that no product overflows however long the stream runs.
    let (seconds, rest) = frames.quotientAndRemainder(dividingBy: sampleRate)
    return seconds * 1_000_000 + rest * 1_000_000 / sampleRate
  }
}
