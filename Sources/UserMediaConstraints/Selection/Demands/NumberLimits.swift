/// The acceptable values of a number, both ends included.
struct NumberLimits: Hashable, Sendable {
  /// The least and the greatest value as written.
  private(set) var lower: Double
  private(set) var upper: Double
  /// The same, widened by the property's tolerance.
  private(set) var least: Double
  private(set) var greatest: Double

  /// Limits that no value meets if the lower is above the upper.
  ///
  /// - Parameter tolerance: How far from a value, relative to it, another may be and still count as
  ///   equal.
  init(lower: Double, upper: Double, tolerance: Double) {
    let isPossible = lower <= upper
    self.lower = isPossible ? lower : .infinity
    self.upper = isPossible ? upper : -.infinity
    least = self.lower.isFinite ? lower - abs(lower) * tolerance : self.lower
    greatest = self.upper.isFinite ? upper + abs(upper) * tolerance : self.upper
  }

  func contains(_ value: Double) -> Bool { least <= value && value <= greatest }

  /// The values within both.
  func intersection(_ other: NumberLimits) -> NumberLimits {
    var both = self
    both.lower = max(lower, other.lower)
    both.upper = min(upper, other.upper)
    both.least = max(least, other.least)
    both.greatest = min(greatest, other.greatest)
    return both
  }

  /// The value nearest to `value` within the limits and `domain`; `nil` if there is none.
  func nearest(to value: Double, in domain: ClosedRange<Double>) -> Double? {
    let wanted = min(max(value, lower), upper)
    let possible = min(max(wanted, domain.lowerBound), domain.upperBound)
    return contains(possible) ? possible : nil
  }
}
