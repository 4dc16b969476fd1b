/// The demand of one constraint, with bare values resolved to requirements or preferences.
enum Demand: Hashable, Sendable {
  case number(NumberDemand)
  case choice(ChoiceDemand)
  /// That a setting is present or absent: a boolean for a non-boolean property.
  case presence(Bool, isRequired: Bool)

  /// The demand of a constraint; a bare value is ideal, or exact inside `advanced`.
  init(_ entry: MediaTrackConstraintSet.Entry, bareIsIdeal: Bool) {
    switch entry.constraint {
    case .unsignedLong(let constraint):
      self = .number(NumberDemand(constraint, bareIsIdeal: bareIsIdeal))
    case .double(let constraint), .booleanOrDouble(.double(let constraint)):
      self = .number(NumberDemand(constraint, bareIsIdeal: bareIsIdeal))
    case .booleanOrDouble(.boolean(let wanted)):
      self = .presence(wanted, isRequired: !bareIsIdeal)
    case .boolean(let constraint):
      self = .choice(
        ChoiceDemand(
          exact: constraint.exact.map { [.boolean($0)] },
          ideal: constraint.ideal.map { [.boolean($0)] },
          isBare: constraint.isBare, bareIsIdeal: bareIsIdeal))
    case .booleanOrString(let constraint):
      self = .choice(
        ChoiceDemand(
          exact: constraint.exact.map { [$0] }, ideal: constraint.ideal.map { [$0] },
          isBare: constraint.isBare, bareIsIdeal: bareIsIdeal))
    case .string(let constraint):
      self = .choice(
        ChoiceDemand(
          exact: Self.strings(constraint.exact, of: entry.property),
          ideal: Self.strings(constraint.ideal, of: entry.property),
          isBare: constraint.isBare, bareIsIdeal: bareIsIdeal))
    }
  }

  /// A page that may not see ids yet has a `deviceId` of ""; `getUserMedia` may treat it as absent
  /// (Media Capture and Streams, 4.3.8, `deviceId`).
  private static func strings(
    _ wish: DOMStringOrList?, of property: ConstrainableProperty
  ) -> [BooleanOrDOMString]? {
    guard let values = wish?.values else { return nil }
    if property == .deviceId, values == [""] { return nil }
    return values.map { .string($0) }
  }

  /// Whether a setting can fail to meet it.
  var isRequired: Bool {
    switch self {
    case .number(let demand): demand.limits != nil
    case .choice(let demand): demand.exact != nil
    case .presence(_, let isRequired): isRequired
    }
  }

  /// Whether anything is preferred.
  private var hasIdeal: Bool {
    switch self {
    case .number(let demand): demand.ideal != nil
    case .choice(let demand): demand.ideal != nil
    case .presence: true
    }
  }

  /// The fitness distance of one setting, which is `nil` if absent: rules 2 and 4 to 8.
  ///
  /// An empty dictionary or list is unspecified and adds nothing (before rule 5).
  func distance(_ setting: MediaTrackSettings.Value?) -> Double {
    switch (self, setting) {
    case (.presence(let wanted, let isRequired), _):
      return wanted == (setting != nil) ? 0 : isRequired ? .infinity : 1
    case (_, nil):
      return isRequired ? .infinity : hasIdeal ? 1 : 0
    case (.number(let demand), .number(let value)):
      return demand.limits?.contains(value) ?? true ? demand.distance(value) : .infinity
    case (.choice(let demand), .choice(let value)):
      return demand.isMet(by: value) ? demand.distance(value) : .infinity
    case (.number, .choice), (.choice, .number):
      return isRequired ? .infinity : hasIdeal ? 1 : 0
    }
  }
}
