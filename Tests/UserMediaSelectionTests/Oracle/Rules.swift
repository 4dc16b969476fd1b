import UserMediaConstraints

/// An independent, simple implementation of the fitness distance of one setting.
enum Rules {
  /// Whether two numbers are equivalent: as a requirement or, more strictly, as a preference.
  static func same(
    _ a: Double, _ b: Double, _ property: ConstrainableProperty, tolerance: Double = 5e-5
  ) -> Bool {
    a == b || property.valueType != .unsignedLong && abs(a - b) <= tolerance * max(abs(a), abs(b))
  }

  static func distance(
    _ entry: MediaTrackConstraintSet.Entry, _ setting: MediaTrackSettings.Value?, isBasic: Bool
  ) -> Double {
    switch entry.constraint {
    case .unsignedLong(let constraint):
      number(
        entry.property, constraint.min.map(Double.init), constraint.max.map(Double.init),
        constraint.exact.map(Double.init), constraint.ideal.map(Double.init),
        bareIsExact: constraint.isBare && !isBasic, setting)
    case .double(let constraint):
      number(
        entry.property, constraint.min, constraint.max, constraint.exact, constraint.ideal,
        bareIsExact: constraint.isBare && !isBasic, setting)
    case .string(let constraint):
      choice(
        strings(constraint.exact, entry.property), strings(constraint.ideal, entry.property),
        bareIsExact: constraint.isBare && !isBasic, setting)
    case .boolean(let constraint):
      choice(
        constraint.exact.map { [.boolean($0)] }, constraint.ideal.map { [.boolean($0)] },
        bareIsExact: constraint.isBare && !isBasic, setting)
    case .booleanOrString(let constraint):
      choice(
        constraint.exact.map { [$0] }, constraint.ideal.map { [$0] },
        bareIsExact: constraint.isBare && !isBasic,
        setting)
    case .booleanOrDouble(.boolean(let constraint)):
      constraint == (setting != nil) ? 0 : isBasic ? 1 : .infinity
    case .booleanOrDouble(.double(let constraint)):
      number(
        entry.property, constraint.min, constraint.max, constraint.exact, constraint.ideal,
        bareIsExact: constraint.isBare && !isBasic, setting)
    }
  }

  private static func strings(
    _ constraint: DOMStringOrList?, _ property: ConstrainableProperty
  ) -> [BooleanOrDOMString]? {
    property == .deviceId && constraint?.values == [""]
      ? nil : constraint?.values.map { .string($0) }
  }

  private static func number(
    _ property: ConstrainableProperty, _ min: Double?, _ max: Double?, _ exact: Double?,
    _ ideal: Double?, bareIsExact: Bool, _ setting: MediaTrackSettings.Value?
  ) -> Double {
    let exact = bareIsExact ? ideal : exact
    let ideal = bareIsExact ? nil : ideal
    let isRequired = min != nil || max != nil || exact != nil
    guard case .number(let actual) = setting else {
      return isRequired ? .infinity : ideal == nil ? 0 : 1
    }
    let lower = Swift.max(min ?? -.infinity, exact ?? -.infinity)
    let upper = Swift.min(max ?? .infinity, exact ?? .infinity)
    if lower > upper { return .infinity }
    if actual < lower, !same(actual, lower, property) { return .infinity }
    if actual > upper, !same(actual, upper, property) { return .infinity }
    guard let ideal, !same(actual, ideal, property, tolerance: 2e-6) else { return 0 }
    return abs(actual - ideal) / Swift.max(abs(actual), abs(ideal))
  }

  private static func choice(
    _ exact: [BooleanOrDOMString]?, _ ideal: [BooleanOrDOMString]?, bareIsExact: Bool,
    _ setting: MediaTrackSettings.Value?
  ) -> Double {
    let required = (bareIsExact ? ideal : exact) ?? []
    let preferred = (bareIsExact ? nil : ideal) ?? []
    guard case .choice(let actual) = setting else {
      return required.isEmpty ? preferred.isEmpty ? 0 : 1 : .infinity
    }
    if !required.isEmpty, !required.contains(actual) { return .infinity }
    return preferred.isEmpty || preferred.contains(actual) ? 0 : 1
  }
}
