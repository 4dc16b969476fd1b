import UserMediaCore

/// The schedule of an endless series: exact multiples of a fraction of a second after the start,
/// without drift.
struct Pace {
  /// The start, in nanoseconds of the monotonic clock.
  let start: Int64
  /// The number of items.
  let numerator: Int64
  /// The number of seconds they take.
  let denominator: Int64

  /// When item `index` is due, in nanoseconds of the monotonic clock, rounded down.
  func deadline(_ index: Int64) -> Int64 {
    Int64(clamping: Int128(start) + elapsed(index, perSecond: 1_000_000_000))
  }

  /// When item `index` is due, in microseconds of the monotonic clock, rounded down.
  func timestamp(_ index: Int64) -> Int64 {
    Int64(clamping: Int128(start / 1000) + elapsed(index, perSecond: 1_000_000))
  }

  /// The time from the start to item `index`, in units of 1/`perSecond` seconds.
  func elapsed(_ index: Int64, perSecond: Int64) -> Int128 {
    // Each term of a file's rate can have 32 bits: the product needs more than 64.
    Int128(index) * Int128(denominator) * Int128(perSecond) / Int128(numerator)
  }

  /// The latest item due at `time`; negative before the start.
  func index(at time: Int64) -> Int64 {
    guard time >= start else { return -1 }
    let (seconds, rest) = (time - start).quotientAndRemainder(
      dividingBy: 1_000_000_000 * denominator)
    var index =
      seconds * numerator
      + Int64(
        (Double(rest) * Double(numerator) / (1e9 * Double(denominator))).rounded(.down))
    // The division is inexact, but deadlines are exact.
    while deadline(index + 1) <= time { index += 1 }
    while deadline(index) > time { index -= 1 }
    return index
  }
}

extension Pace {
  /// The schedule of a camera's frames.
  init(start: Int64, _ rate: FrameRate) {
    self.init(
      start: start, numerator: Int64(rate.numerator), denominator: Int64(rate.denominator))
  }
}
