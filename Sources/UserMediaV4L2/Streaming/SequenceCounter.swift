/// Extends the driver's 32-bit frame counter to one that never wraps, and reports gaps.
struct SequenceCounter: Sendable {
  private var last: UInt32?
  private var unwrapped: UInt64 = 0
  /// Whether gaps count. They don't before the first frames, because no buffer has been requeued
  /// yet.
  private var countsGaps = false
  private var countsGapsFromNext = false

  /// A larger jump means that the counter restarted, not that frames were lost: even at 1000 frames
  /// a second it would be a minute without any.
  private static let largestGap: UInt32 = 1 << 16

  /// Advances to the next buffer's sequence number.
  /// - Returns: the number, extended so that it never wraps, and how many are missing before it.
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
    // A driver that doesn't count always reports the same number.
    guard step > 0, step <= Self.largestGap else {
      unwrapped += 1
      return (unwrapped, 0)
    }
    unwrapped += UInt64(step)
    return (unwrapped, countsGaps ? Int(step) - 1 : 0)
  }

  /// Counts gaps after the next frame. The frames that were ready at the start have been taken, so
  /// a gap before the next one still dates from before the start.
  mutating func countGapsFromNext() { countsGapsFromNext = true }
}
