/// The values that will do for a number, both ends included.
struct NumberLimits: Hashable, Sendable {
  /// The least value asked for, and the greatest.
  private(set) var lower: Double
  private(set) var upper: Double
  /// The same with the tolerance of the property on top.
  private(set) var least: Double
  private(set) var greatest: Double

  /// Limits, or `impossible` when the lower is above the upper one.
  ///
  /// - Parameter tolerance: How far from a value another may be, in parts of it, and still be the
  ///   same.
  init(lower: Double, upper: Double, tolerance: Double) {
    let isPossible = lower <= upper
    self.lower = isPossible ? lower : .infinity
    self.upper = isPossible ? upper : -.infinity
    least = self.lower.isFinite ? lower - abs(lower) * tolerance : self.lower
    greatest = self.upper.isFinite ? upper + abs(upper) * tolerance : self.upper
  }

  func contains(_ value: Double) -> Bool { least <= value && value <= greatest }

  /// What both allow.
  func intersection(_ other: NumberLimits) -> NumberLimits {
    var both = self
    both.lower = max(lower, other.lower)
    both.upper = min(upper, other.upper)
    both.least = max(least, other.least)
    both.greatest = min(greatest, other.greatest)
    return both
  }

  /// The value nearest to `value` that is allowed and lies in `domain`; `nil` when there is none.
  func nearest(to value: Double, in domain: ClosedRange<Double>) -> Double? {
    let wanted = min(max(value, lower), upper)
    let possible = min(max(wanted, domain.lowerBound), domain.upperBound)
    return contains(possible) ? possible : nil
  }
}
