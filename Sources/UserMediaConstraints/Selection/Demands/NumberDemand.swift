/// The values that will do for a number, both ends included.
struct NumberLimits: Hashable, Sendable {
  var lower = -Double.infinity
  var upper = Double.infinity

  /// Nothing will do.
  static let impossible = NumberLimits(lower: .infinity, upper: -.infinity)

  func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  func intersection(_ other: NumberLimits) -> NumberLimits {
    NumberLimits(lower: max(lower, other.lower), upper: min(upper, other.upper))
  }
}

/// What a constraint asks of a number.
struct NumberDemand: Hashable, Sendable {
  /// What will do; `nil` when all will, also a setting that is absent.
  var limits: NumberLimits?
  /// What is preferred.
  var ideal: Double?
  /// How far from a value another may be, in parts of it, and still be the same.
  var tolerance = 0.0

  /// The tolerance of properties that are no whole numbers.
  ///
  /// 29.97 stands for 30000/1001, and 1.7778 for 16:9; yet a pixel more or less is told apart in
  /// any picture up to 20,000 pixels wide.
  static let fractionTolerance = 5e-5

  /// What a constraint asks for; a bare value is ideal, or inside `advanced` exact.
  init<Value: ConstraintNumber>(_ constraint: ConstrainNumber<Value>, bareIsIdeal: Bool) {
    tolerance = Value.self == Double.self ? Self.fractionTolerance : 0
    let exact = constraint.exact ?? (constraint.isBare && !bareIsIdeal ? constraint.ideal : nil)
    ideal = constraint.isBare && !bareIsIdeal ? nil : constraint.ideal?.doubleValue
    let lowers = [constraint.min, exact].compactMap { $0?.doubleValue }
    let uppers = [constraint.max, exact].compactMap { $0?.doubleValue }
    guard !lowers.isEmpty || !uppers.isEmpty else { return }
    let lower = lowers.max() ?? -.infinity
    let upper = uppers.min() ?? .infinity
    limits =
      lower > upper
      ? .impossible
      : NumberLimits(
        lower: lower.isFinite ? lower - abs(lower) * tolerance : lower,
        upper: upper.isFinite ? upper + abs(upper) * tolerance : upper)
  }

  /// Rule 7: how far a value is from the ideal one, in parts of the greater.
  func distance(_ actual: Double) -> Double {
    guard let ideal else { return 0 }
    return Self.distance(actual, ideal, tolerance: tolerance)
  }

  /// Rule 7: `actual == ideal ? 0 : |actual - ideal| / max(|actual|, |ideal|)`.
  @inline(__always)
  static func distance(_ actual: Double, _ ideal: Double, tolerance: Double = 0) -> Double {
    if actual == ideal { return 0 }
    let scale = max(abs(actual), abs(ideal))
    let difference = abs(actual - ideal)
    let distance = difference.isFinite ? difference / scale : abs(actual / scale - ideal / scale)
    return distance <= tolerance ? 0 : distance
  }
}
