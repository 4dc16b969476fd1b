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
    case .unsignedLong(let wish):
      number(
        entry.property, wish.min.map(Double.init), wish.max.map(Double.init),
        wish.exact.map(Double.init), wish.ideal.map(Double.init),
        bareIsExact: wish.isBare && !isBasic, setting)
    case .double(let wish):
      number(
        entry.property, wish.min, wish.max, wish.exact, wish.ideal,
        bareIsExact: wish.isBare && !isBasic, setting)
    case .string(let wish):
      choice(
        strings(wish.exact, entry.property), strings(wish.ideal, entry.property),
        bareIsExact: wish.isBare && !isBasic, setting)
    case .boolean(let wish):
      choice(
        wish.exact.map { [.boolean($0)] }, wish.ideal.map { [.boolean($0)] },
        bareIsExact: wish.isBare && !isBasic, setting)
    case .booleanOrString(let wish):
      choice(
        wish.exact.map { [$0] }, wish.ideal.map { [$0] }, bareIsExact: wish.isBare && !isBasic,
        setting)
    case .booleanOrDouble(.boolean(let wish)):
      wish == (setting != nil) ? 0 : isBasic ? 1 : .infinity
    case .booleanOrDouble(.double(let wish)):
      number(
        entry.property, wish.min, wish.max, wish.exact, wish.ideal,
        bareIsExact: wish.isBare && !isBasic, setting)
    }
  }

  private static func strings(
    _ wish: DOMStringOrList?, _ property: ConstrainableProperty
  ) -> [BooleanOrDOMString]? {
    property == .deviceId && wish?.values == [""] ? nil : wish?.values.map { .string($0) }
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
