/// What one constraint asks for, with bare values sorted into required and preferred ones.
enum Demand: Hashable, Sendable {
  case number(NumberDemand)
  case choice(ChoiceDemand)
  /// That a setting is there at all, or is not: a boolean for a property that is none.
  case presence(Bool, isRequired: Bool)

  /// What a constraint asks for; a bare value is ideal, or inside `advanced` exact.
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

  /// A `deviceId` of "" is what a page has before it may see ids; `getUserMedia` may take it as not
  /// given (Media Capture and Streams, 4.3.8, `deviceId`).
  private static func strings(
    _ wish: DOMStringOrList?, of property: ConstrainableProperty
  ) -> [BooleanOrDOMString]? {
    guard let values = wish?.values else { return nil }
    if property == .deviceId, values == [""] { return nil }
    return values.map { .string($0) }
  }

  /// Whether a setting can fail to do.
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

  /// The fitness distance of one setting, `nil` when it is absent: rules 2 and 4 to 8.
  ///
  /// A dictionary or list without content is not specified, and adds nothing (before rule 5).
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
