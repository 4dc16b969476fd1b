/// Computes when each sample of a stream was captured, from a count of samples and the server's
/// occasional timing reports.
///
/// Timestamps follow the count exactly, so they are as steady as the samples. They are corrected
/// only when they are off by more than ``tolerance``, because two clocks drifted apart or audio was
/// lost.
package struct SampleClock: Sendable {
  /// How far timestamps may be off, in microseconds: well below a noticeable lip-sync error.
  package static let tolerance: Int64 = 10_000

  private let limits: DeliveryLimits
  private var sampleRate: Int64 { Int64(limits.sampleRate) }
  /// The capture time of frame 0, on which timestamps are based.
  private var origin: Int64?
  /// The same according to the latest reports. A delayed report gives a time that is too late, and
  /// none is too early, so the earliest of three counts.
  private var measurements: (Int64, Int64, Int64) = (0, 0, 0)
  /// The estimate before it left the tolerance.
  private var settled: Int64 = 0
  /// The last plausible report: how many frames the server had captured, and when the report was
  /// read. Initially the start of the stream.
  private var last: (frame: Int64, read: Int64)
  private let start: Int64
  /// The number of frames lost so far.
  private var lost: Int64 = 0
  /// When the three reports were read.
  private var read: (Int64, Int64, Int64) = (0, 0, 0)

  /// Creates the clock of a stream that starts now, at `start` microseconds; it has no time yet.
  package init(limits: DeliveryLimits, startedAt start: Int64) {
    self.limits = limits
    self.start = start
    last = (0, start)
  }

  /// Whether so many frames can have been captured since the start.
  package func hasTime(for frames: Int64, at now: Int64) -> Bool {
    frames <= self.frames(in: max(now - start, 0)) + slack
  }

  /// Whether the latest three reports are in, and the last agrees with the timestamps: the next
  /// report is then less urgent.
  package var isSettled: Bool {
    guard let origin, read.0 < read.1 else { return false }
    return abs(measurements.2 - origin) <= Self.tolerance
  }

  private var slack: Int64 { Int64(DeliveryLimits.backlog / limits.bytesPerFrame) }

  /// Discards the origin.
  package mutating func forget() {
    origin = nil
  }

  /// Processes a timing report.
  /// - Returns: how many frames were lost since the last report, as far as is known; `nil` if the
  ///   report is implausible, which is then ignored.
  package mutating func measured(_ timing: ServerTiming, _ exchange: ServerTiming.Exchange) -> Int?
  {
    guard let time = timing.captureTime(exchange), timing.writeIndex >= 0 else { return nil }
    let frame = timing.writeIndex / Int64(limits.bytesPerFrame)
    // A suspended source delivers no frames, and no source delivers more than the elapsed time
    // allows.
    let passed = max(exchange.read - last.read, 0)
    guard frame >= last.frame - slack, frame - last.frame <= frames(in: passed) + slack else {
      return nil
    }
    last = (frame, exchange.read)
    return measured(frame: frame, at: time, read: exchange.read)
  }

  /// Processes a report, read at `now`, that `frame` was captured at `time` (microseconds).
  /// - Returns: how many frames were lost since the last report, as far as is known.
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
    // Clocks drift by microseconds between two reports. A jump is time that no sample covers; it
    // can't be longer than the period in which it was observed.
    let jump = min(estimate - settled, now - before)
    guard jump > Self.tolerance else { return 0 }
    let count = min(frames(in: jump), max(frames(in: now - start) - lost, 0))
    lost += count
    return Int(count)
  }

  /// When `frame` was captured, in microseconds; `nil` if not known yet.
  package func timestamp(of frame: Int64) -> Int64? {
    origin.map { $0 + microseconds(frame) }
  }

  private func frames(in microseconds: Int64) -> Int64 {
    let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return seconds * sampleRate + rest * sampleRate / 1_000_000
  }

  private func microseconds(_ frames: Int64) -> Int64 {
    // Whole seconds are handled separately, so that no product overflows however long the stream
    // runs.
    let (seconds, rest) = frames.quotientAndRemainder(dividingBy: sampleRate)
    return seconds * 1_000_000 + rest * 1_000_000 / sampleRate
  }
}
