import UserMediaCore

/// What is left to choose of a camera's controls. None depends on another, nor on the camera's
/// mode, so that each is chosen by itself; one of which nothing is asked is left as it is.
struct ControlChoices {
  fileprivate struct Choice {
    var range: CameraControlRange
    var limits: NumberLimits?
    /// The modes or booleans left.
    var values: [CameraControlValue]
    var isAsked = false
  }

  private var choices: [CameraControl: Choice]

  /// What a camera leaves to choose.
  init(_ controls: [CameraControl: CameraControlRange]) {
    choices = controls.mapValues { range in
      switch range.values {
      case .range, .numbers: Choice(range: range, values: [])
      case .modes(let modes): Choice(range: range, values: modes.map { .mode($0) })
      case .booleans(let booleans): Choice(range: range, values: booleans.map { .boolean($0) })
      }
    }
  }

  /// What a set of constraints leaves; `nil` when something required cannot be had.
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

  /// What to set, and its fitness distance from a basic set.
  func best(for demands: DemandSet) -> (settings: CameraControlSettings, distance: Double) {
    var settings: CameraControlSettings = [:]
    var distance = 0.0
    for (control, choice) in choices where choice.isAsked {
      settings[control] = choice.best(for: demands.controls.first { $0.control == control }?.demand)
    }
    for (control, demand) in demands.controls {
      // Of a control that need only be there, any value will do.
      let value = settings[control] ?? choices[control].map { _ in .number(0) }
      distance += demand.distance(value.map(MediaTrackSettings.Value.init))
    }
    return (settings, distance)
  }
}

extension ControlChoices.Choice {
  /// Takes a demand along.
  /// - Returns: whether anything is left.
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

  /// The numbers of the control; `nil` for one that is none.
  private var domain: NumberDomain? {
    switch range.values {
    case .range(let range):
      range.step == 0 ? .interval(range.min...range.max) : .stepped(range)
    case .numbers(let numbers): .values(numbers)
    case .modes, .booleans: nil
    }
  }

  /// The value to take.
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
