import UserMediaCore

/// The values that a setting can have.
enum NumberDomain: Hashable, Sendable {
  /// Any between two, or any whole number between two whole ones.
  case interval(ClosedRange<Double>)
  /// These.
  case values([Double])
  /// The least of a range, and the values in whole steps above it.
  case stepped(MediaSettingsRange)

  /// Whether any value is within the limits.
  func allows(_ limits: NumberLimits?) -> Bool {
    guard let limits else { return true }
    switch self {
    case .interval(let domain): return limits.nearest(to: domain.lowerBound, in: domain) != nil
    case .values(let values): return values.contains(where: limits.contains)
    case .stepped(let range):
      return range.neighbours(of: limits.lower).contains(where: limits.contains)
    }
  }

  /// The value within the limits nearest to the ideal; of equally near ones, the one nearest to
  /// `preferred`, and the greater of two; `nil` if none is within the limits.
  ///
  /// Limits and ideals of whole-number properties are whole, and so is the result.
  func best(
    for demand: NumberDemand?, within limits: NumberLimits?, preferring preferred: Double
  ) -> Double? {
    switch self {
    case .values(let values):
      return Self.best(
        values.filter { limits?.contains($0) ?? true }, for: demand, preferring: preferred)
    case .stepped(let range):
      // As below; of the steps within the limits, the best are next to a mark or at an end.
      let marks = [
        demand?.ideal ?? preferred, preferred, limits?.lower ?? range.min,
        limits?.upper ?? range.max,
      ]
      let values = marks.flatMap(range.neighbours).filter { limits?.contains($0) ?? true }
      return Self.best(values, for: demand, preferring: preferred)
    case .interval(let domain):
      // Between these, distances have no minimum: they fall towards the ideal and rise away from
      // it. For an ideal of the opposite sign, an end is best.
      let marks = [demand?.ideal ?? preferred, preferred, domain.lowerBound, domain.upperBound]
      let values = marks.compactMap { mark in
        limits.map { $0.nearest(to: mark, in: domain) }
          ?? min(max(mark, domain.lowerBound), domain.upperBound)
      }
      return Self.best(values, for: demand, preferring: preferred)
    }
  }

  private static func best(
    _ values: [Double], for demand: NumberDemand?, preferring preferred: Double
  ) -> Double? {
    func key(_ value: Double) -> (Int, Double, Double) {
      (comparable(demand?.distance(value) ?? 0), abs(value - preferred), -value)
    }
    return values.min { key($0) < key($1) }
  }
}

extension MediaSettingsRange {
  /// The values on both sides of a number; for one outside the range, the nearest.
  fileprivate func neighbours(of number: Double) -> [Double] {
    let last = ((max - min) / step).rounded(.down)
    let steps = Swift.min(Swift.max((number - min) / step, 0), last)
    return [steps.rounded(.down), Swift.min(steps.rounded(.down) + 1, last)].map { min + $0 * step }
  }
}

/// A fitness distance in billionths, for comparison: distances that are equal by the rules must not
/// differ by the order of summation or the tenth decimal of an aspect ratio.
func comparable(_ distance: Double) -> Int { Int(distance * 1e9 + 0.5) }
