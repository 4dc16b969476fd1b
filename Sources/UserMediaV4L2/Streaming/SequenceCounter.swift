/// Turns the driver's 32-bit frame counter into one that never wraps, and tells of gaps.
struct SequenceCounter: Sendable {
  private var last: UInt32?
  private var unwrapped: UInt64 = 0

  /// A jump beyond this is a counter that started again, not frames that were lost: at 1000 frames
  /// a second it would be a minute without any.
  private static let largestGap: UInt32 = 1 << 16

  /// Takes the counter of the next buffer.
  /// - Returns: its number without wrapping, and how many numbers were left out before it.
  @inline(__always)
  mutating func advance(to raw: UInt32) -> (sequence: UInt64, missing: Int) {
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
    return (unwrapped, Int(step) - 1)
  }
}
