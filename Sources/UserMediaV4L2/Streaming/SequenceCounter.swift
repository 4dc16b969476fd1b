/// Extends the driver's 32-bit frame counter to one that never wraps, and reports gaps.
struct SequenceCounter: Sendable {
  private var last: UInt32?
  private var unwrapped: UInt64 = 0
  /// Whether gaps count. Those before the first frames do not: no buffer was requeued yet.
  private var countsGaps = false
  private var countsGapsFromNext = false

  /// A jump beyond this is a counter that started again, not frames that were lost: at 1000 frames
  /// a second it would be a minute without any.
  private static let largestGap: UInt32 = 1 << 16

  /// Takes the counter of the next buffer.
  /// - Returns: its number without wrapping, and how many numbers were left out before it.
  @inline(__always)
  mutating func advance(to raw: UInt32) -> (sequence: UInt64, missing: Int) {
    defer { if countsGapsFromNext { countsGaps = true } }
    guard let last else {
      self.last = raw
      unwrapped = UInt64(raw)
      return (unwrapped, 0)
    }
    let step = raw &- last
    self.last = raw
    // A driver that does not count always says the same.
    guard step > 0, step <= Self.largestGap else {
      unwrapped += 1
      return (unwrapped, 0)
    }
    unwrapped += UInt64(step)
    return (unwrapped, countsGaps ? Int(step) - 1 : 0)
  }

  /// The frames that waited at the start of the capture are taken: a gap before the next one is still
  /// from before, those behind it count.
  mutating func countGapsFromNext() { countsGapsFromNext = true }
}
