import UserMediaCore

/// Pixels across, or down: `first`, `first + step`, … `last`.
struct SizeGrid: Hashable, Sendable {
  let first: Int
  let last: Int
  let step: Int

  /// V4L2 sizes have 32 bits.
  private static let greatest = Int(UInt32.max)

  /// One size; `nil` if it is not positive.
  init?(_ size: Int) { self.init(first: size, last: size, step: 1) }

  /// The positive sizes of a driver's range; `nil` if there are none.
  init?(_ range: VideoMode.SteppedRange) {
    let step = min(range.step, Self.greatest)
    let below = range.min < 1 ? max(range.min, -Self.greatest) : range.min
    let first = below < 1 ? below + (-below / step + 1) * step : below
    self.init(first: first, last: range.max, step: step)
  }

  /// The sizes from `first` in steps up to `last`; `nil` if there are none or `first` is not
  /// positive.
  init?(first: Int, last: Int, step: Int) {
    let last = min(last, Self.greatest)
    guard first >= 1, first <= last else { return nil }
    self.first = first
    self.step = step
    self.last = first + (last - first) / step * step
  }

  var isSingle: Bool { first == last }

  /// The even sizes; all sizes if there is only one, or none is even.
  var evens: SizeGrid {
    if isSingle { return self }
    if step.isMultiple(of: 2) { return self }
    let even = first.isMultiple(of: 2) ? first : first + step
    return SizeGrid(first: even, last: last, step: 2 * step) ?? self
  }

  /// Whether the grid has a size.
  func contains(_ size: Int) -> Bool {
    size >= first && size <= last && (size - first).isMultiple(of: step)
  }

  /// The greatest size not above `value`, or the first.
  func below(_ value: Double) -> Int {
    guard value > Double(first) else { return first }
    let offset = Int(min(value, Double(last)).rounded(.down)) - first
    return first + offset / step * step
  }

  /// The least size not below `value`, or the last.
  func above(_ value: Double) -> Int {
    guard value < Double(last) else { return last }
    let offset = Int(max(value, Double(first)).rounded(.up)) - first
    return min(first + (offset + step - 1) / step * step, last)
  }

  /// The sizes within the limits; `nil` if there are none.
  func within(_ limits: NumberLimits?) -> SizeGrid? {
    guard let limits else { return self }
    guard limits.least <= Double(last), limits.greatest >= Double(first) else { return nil }
    if isSingle { return self }
    return SizeGrid(first: above(limits.least), last: below(limits.greatest), step: step)
  }

  /// The size nearest to the ideal; of equally near ones, the one nearer to `preferred`.
  func best(for ideal: Double?, preferring preferred: Double) -> Int {
    if isSingle { return first }
    let mark = ideal ?? preferred
    let (low, high) = (below(mark), above(mark))
    if low == high { return low }
    let (lowDistance, highDistance) = (
      relativeDistance(Double(low), mark), relativeDistance(Double(high), mark)
    )
    if lowDistance == highDistance {
      return relativeDistance(Double(low), preferred) <= relativeDistance(Double(high), preferred)
        ? low : high
    }
    return lowDistance < highDistance ? low : high
  }
}
