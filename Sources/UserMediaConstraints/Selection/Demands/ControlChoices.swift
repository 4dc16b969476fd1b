import UserMediaCore

/// The remaining choices for a camera's controls. They depend neither on each other nor on the
/// mode, so each is chosen on its own; a control without a constraint is left unchanged.
struct ControlChoices {
  fileprivate struct Choice {
    var range: CameraControlRange
    var limits: NumberLimits?
    /// The remaining modes or booleans.
    var values: [CameraControlValue]
    var isAsked = false
  }

  private var choices: [CameraControl: Choice]

  /// The choices that a camera offers.
  init(_ controls: [CameraControl: CameraControlRange]) {
    choices = controls.mapValues { range in
      switch range.values {
      case .range, .numbers: Choice(range: range, values: [])
      case .modes(let modes): Choice(range: range, values: modes.map { .mode($0) })
      case .booleans(let booleans): Choice(range: range, values: booleans.map { .boolean($0) })
      }
    }
  }

  /// The choices that meet a set of constraints; `nil` if a requirement cannot be met.
  func narrowed(by demands: DemandSet) -> ControlChoices? {
    var narrowed = self
    for (control, demand) in demands.controls {
      guard var choice = choices[control] else {
        if demand.distance(nil) == .infinity { return nil }
        continue
      }
      guard choice.narrow(by: demand) else { return nil }
      narrowed.choices[control] = choice
    }
    return narrowed
  }

  /// The values to set, and their fitness distance from a basic set.
  func best(for demands: DemandSet) -> (settings: CameraControlSettings, distance: Double) {
    var settings: CameraControlSettings = [:]
    var distance = 0.0
    for (control, choice) in choices where choice.isAsked {
      settings[control] = choice.best(for: demands.controls.first { $0.control == control }?.demand)
    }
    for (control, demand) in demands.controls {
      // If only the presence of a control is constrained, any value is acceptable.
      let value = settings[control] ?? choices[control].map { _ in .number(0) }
      distance += demand.distance(value.map(MediaTrackSettings.Value.init))
    }
    return (settings, distance)
  }
}

extension ControlChoices.Choice {
  /// Narrows the choices by a demand.
  /// - Returns: Whether any choice remains.
  fileprivate mutating func narrow(by demand: Demand) -> Bool {
    switch demand {
    case .presence(let wanted, let isRequired): return wanted || !isRequired
    case .number(let number):
      guard let domain else { return !demand.isRequired }
      isAsked = isAsked || number.limits != nil || number.ideal != nil
      if let further = number.limits { limits = limits?.intersection(further) ?? further }
      return domain.allows(limits)
    case .choice(let choice):
      guard domain == nil else { return !demand.isRequired }
      isAsked = isAsked || choice.exact != nil || choice.ideal != nil
      values.removeAll { !($0.choice.map(choice.isMet) ?? false) }
      return !values.isEmpty
    }
  }

  /// The values of a numeric control; `nil` for others.
  private var domain: NumberDomain? {
    switch range.values {
    case .range(let range):
      range.step == 0 ? .interval(range.min...range.max) : .stepped(range)
    case .numbers(let numbers): .values(numbers)
    case .modes, .booleans: nil
    }
  }

  /// The value to use.
  fileprivate func best(for demand: Demand?) -> CameraControlValue? {
    if let domain {
      var wish: NumberDemand?
      if case .number(let number) = demand { wish = number }
      var usual = 0.0
      if case .number(let number) = range.defaultValue { usual = number }
      return domain.best(for: wish, within: limits, preferring: usual).map { .number($0) }
    }
    if case .choice(let choice) = demand, let ideal = choice.ideal,
      let match = values.first(where: { $0.choice.map(ideal.contains) ?? false })
    {
      return match
    }
    return values.first { $0 == range.defaultValue } ?? values.first
  }
}

extension CameraControlValue {
  /// The value as constraints on modes and booleans compare it; `nil` for a number.
  fileprivate var choice: BooleanOrDOMString? {
    guard case .choice(let choice) = MediaTrackSettings.Value(self) else { return nil }
    return choice
  }
}
