import UserMediaConstraints
import UserMediaCore

extension BooleanOrMediaTrackConstraints {
  /// Whether these constraints exclude everything that the other ones exclude for a kind of track.
  func requires(asMuchAs other: Self, of kind: MediaDeviceKind) -> Bool {
    guard case .constraints(let other) = other else { return true }
    var own = MediaTrackConstraintSet()
    if case .constraints(let constraints) = self { own = constraints.basic }
    return other.basic.entries.allSatisfy { entry in
      guard entry.property.applies(to: kind) else { return true }
      return entry.constraint.isMet(wherever: own[entry.property])
    }
  }
}

extension PropertyConstraint {
  /// Whether the other constraint allows nothing that this one forbids.
  fileprivate func isMet(wherever other: PropertyConstraint?) -> Bool {
    switch (self, other) {
    case (.unsignedLong(let constraint), let other):
      constraint.isMet(wherever: other.flatMap(ConstrainULong.init) ?? ConstrainULong())
    case (.double(let constraint), let other):
      constraint.isMet(wherever: other.flatMap(ConstrainDouble.init) ?? ConstrainDouble())
    case (.boolean(let constraint), let other):
      constraint.exact == nil || constraint.exact == other.flatMap(ConstrainBoolean.init)?.exact
    case (.booleanOrString(let constraint), let other):
      constraint.exact == nil
        || constraint.exact == other.flatMap(ConstrainBooleanOrDOMString.init)?.exact
    case (.string(let constraint), let other):
      constraint.exact.map { allowed in
        other.flatMap(ConstrainDOMString.init)?.exact?.values.allSatisfy {
          allowed.values.contains($0)
        } ?? false
      } ?? true
    case (.booleanOrDouble(.boolean), _): true
    case (.booleanOrDouble(.double(let constraint)), _):
      constraint.isMet(wherever: ConstrainDouble())
    }
  }
}

extension ConstrainNumber {
  fileprivate func isMet(wherever other: ConstrainNumber) -> Bool {
    let own = range
    let narrower = other.range
    return narrower.lower >= own.lower && narrower.upper <= own.upper
  }

  private var range: (lower: Double, upper: Double) {
    let lower = [min, exact].compactMap(\.self).map(\.doubleValue).max() ?? -.infinity
    let upper = [max, exact].compactMap(\.self).map(\.doubleValue).min() ?? .infinity
    return (lower, upper)
  }
}
