/// What a constraint asks of a number.
struct NumberDemand: Hashable, Sendable {
  /// What will do; `nil` when all will, also a setting that is absent.
  var limits: NumberLimits?
  /// What is preferred.
  var ideal: Double?
  /// How far from the ideal a value may be, in parts of it, and be no distance away.
  private let tolerance: Double

  /// How far from a required number that is no whole one another may be and still do.
  ///
  /// 29.97 stands for 30000/1001, and 1.7778 for 16:9; yet a pixel more or less is told apart in
  /// any picture up to 20,000 pixels wide.
  private static let requiredTolerance = 5e-5
  /// The same of a preferred number: enough for 29.97, and no more, since distances are told.
  static let idealTolerance = 2e-6

  /// What a constraint asks for; a bare value is ideal, or inside `advanced` exact.
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

  /// Rule 7: how far a value is from the ideal one, in parts of the greater; 0 without an ideal.
  func distance(_ actual: Double) -> Double {
    ideal.map { relativeDistance(actual, $0, tolerance: tolerance) } ?? 0
  }
}

/// Rule 7 of the fitness distance: 0 when equal, else the difference in parts of the greater of
/// both.
func relativeDistance(_ actual: Double, _ ideal: Double, tolerance: Double = 0) -> Double {
  if actual == ideal { return 0 }
  let scale = max(abs(actual), abs(ideal))
  let distance = abs(actual - ideal) / scale
  if distance.isFinite { return distance <= tolerance ? 0 : distance }
  // The difference is beyond what a number can be, or the ideal is.
  return scale.isFinite ? abs(actual / scale - ideal / scale) : 1
}
