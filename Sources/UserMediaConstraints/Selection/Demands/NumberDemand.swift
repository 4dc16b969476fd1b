/// What a constraint asks of a number.
struct NumberDemand: Hashable, Sendable {
  /// The acceptable values; `nil` if any is, and the setting may even be absent.
  var limits: NumberLimits?
  /// The preferred value.
  var ideal: Double?
  /// How far from the ideal, relative to it, a value may be and still be at distance 0.
  private let tolerance: Double

  /// How far from a required fractional number, relative to it, a value may be and still meet it.
  ///
  /// 29.97 stands for 30000/1001 and 1.7778 for 16:9, yet one pixel more or less makes a difference
  /// in any picture up to 20,000 pixels wide.
  private static let requiredTolerance = 5e-5
  /// The same for a preferred number: just enough for 29.97, because distances are reported.
  static let idealTolerance = 2e-6

  /// The demand of a constraint; a bare value is ideal, or exact inside `advanced`.
  init<Value: ConstraintNumber>(_ constraint: ConstrainNumber<Value>, bareIsIdeal: Bool) {
    let isFraction = Value.self == Double.self
    tolerance = isFraction ? Self.idealTolerance : 0
    let bareIsExact = constraint.isBare && !bareIsIdeal
    let exact = constraint.exact ?? (bareIsExact ? constraint.ideal : nil)
    let preferred = bareIsExact ? nil : constraint.ideal?.doubleValue
    ideal = preferred?.isNaN == true ? nil : preferred
    guard constraint.min != nil || constraint.max != nil || exact != nil else { return }
    let lower = max(constraint.min?.doubleValue ?? -.infinity, exact?.doubleValue ?? -.infinity)
    let upper = min(constraint.max?.doubleValue ?? .infinity, exact?.doubleValue ?? .infinity)
    limits = NumberLimits(
      lower: lower, upper: upper, tolerance: isFraction ? Self.requiredTolerance : 0)
  }

  /// Rule 7: how far a value is from the ideal, relative to the greater; 0 without an ideal.
  func distance(_ actual: Double) -> Double {
    ideal.map { relativeDistance(actual, $0, tolerance: tolerance) } ?? 0
  }
}

/// Rule 7 of the fitness distance: 0 if equal, otherwise the difference relative to the greater.
func relativeDistance(_ actual: Double, _ ideal: Double, tolerance: Double = 0) -> Double {
  if actual == ideal { return 0 }
  let scale = max(abs(actual), abs(ideal))
  let distance = abs(actual - ideal) / scale
  if distance.isFinite { return distance <= tolerance ? 0 : distance }
  // The difference or the ideal is infinite.
  return scale.isFinite ? abs(actual / scale - ideal / scale) : 1
}
