import UserMediaCore

/// One set of constraints, sorted for the search.
struct DemandSet {
  /// What is asked of numbers.
  private(set) var numbers = PerNumber<NumberDemand>()
  /// The demands on strings and booleans.
  private(set) var choices: [(property: ConstrainableProperty, demand: ChoiceDemand)] = []
  /// The demands on a camera's controls.
  private(set) var controls: [(control: CameraControl, demand: Demand)] = []
  /// Whether a property is required that tracks have no setting for.
  private(set) var isImpossible = false
  /// The distance of ideals for properties that tracks have no setting for (rules 4 and 5).
  private(set) var absentDistance = 0.0

  /// The constraints of a set on properties that tracks of `kind` have; others are ignored (Media
  /// Capture and Streams, 10.2, step 6.3).
  init(_ set: MediaTrackConstraintSet, kind: MediaDeviceKind, bareIsIdeal: Bool) {
    for entry in set.entries where entry.property.applies(to: kind) {
      add(Demand(entry, bareIsIdeal: bareIsIdeal), on: entry.property)
    }
  }

  private mutating func add(_ demand: Demand, on property: ConstrainableProperty) {
    if let control = property.cameraControl {
      controls.append((control, demand))
      return
    }
    switch demand {
    case .number(let number):
      if let path = PerNumber<NumberDemand>.path(property) {
        numbers[keyPath: path] = number
        return
      }
    case .choice(let choice):
      if SettingChoices.has(property) {
        choices.append((property, choice))
        return
      }
    case .presence: break
    }
    let distance = demand.distance(nil)
    isImpossible = isImpossible || distance == .infinity
    absentDistance += distance
  }

  /// The limits on numbers by this set alone.
  var limits: PerNumber<NumberLimits> { PerNumber().narrowed(by: numbers) }
}
