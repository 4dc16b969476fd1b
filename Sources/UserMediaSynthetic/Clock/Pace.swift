import UserMediaCore

/// When each of an endless row of things is due: exact multiples of a fraction of a second after
/// the start, without drift.
struct Pace {
  /// Nanoseconds on the monotonic clock.
  let start: Int64
  /// Things …
  let numerator: Int64
  /// … in this many seconds.
  let denominator: Int64

  /// When number `index` is due, in nanoseconds on the monotonic clock, rounded down.
  func deadline(_ index: Int64) -> Int64 { start + elapsed(index, perSecond: 1_000_000_000) }

  /// When number `index` is due, in microseconds on the monotonic clock, rounded down.
  func timestamp(_ index: Int64) -> Int64 { start / 1000 + elapsed(index, perSecond: 1_000_000) }

  /// From the start to number `index`, in parts of a second.
  func elapsed(_ index: Int64, perSecond: Int64) -> Int64 {
    // Whole rounds apart, so that no product overflows in any run time.
    let (rounds, rest) = index.quotientAndRemainder(dividingBy: numerator)
    return rounds * denominator * perSecond + rest * denominator * perSecond / numerator
  }

  /// The number that was due last at `time`; below zero before the start.
  func index(at time: Int64) -> Int64 {
    guard time >= start else { return -1 }
    let (seconds, rest) = (time - start).quotientAndRemainder(
      dividingBy: 1_000_000_000 * denominator)
    var index =
      seconds * numerator
      + Int64(
        (Double(rest) * Double(numerator) / (1e9 * Double(denominator))).rounded(.down))
    // The division is inexact; the deadlines are not.
    while deadline(index + 1) <= time { index += 1 }
    while deadline(index) > time { index -= 1 }
    return index
  }
}

extension Pace {
  /// The pace of a camera.
  init(start: Int64, _ rate: FrameRate) {
    self.init(
      start: start, numerator: Int64(rate.numerator), denominator: Int64(rate.denominator))
  }
}
