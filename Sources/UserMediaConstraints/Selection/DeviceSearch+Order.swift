import UserMediaCore

extension DeviceSearch {
  /// The best settings of each device of a kind that can do what is required, the best device
  /// first.
  mutating func ranked(
    _ devices: [CandidateDevice], kind: MediaDeviceKind
  ) -> [(index: Int, outcome: Outcome)] {
    var outcomes: [(index: Int, outcome: Outcome)] = []
    outcomes.reserveCapacity(devices.count)
    for index in devices.indices where devices[index].description.kind == kind {
      if let outcome = best(of: devices[index]) { outcomes.append((index, outcome)) }
    }
    func isDefault(_ index: Int) -> Bool { devices[index].description.isDefault }
    outcomes.sort { left, right in
      left.outcome.precedes(
        right.outcome, isDefault: (isDefault(left.index), isDefault(right.index)))
        ?? (left.index < right.index)
    }
    return outcomes
  }
}

extension Selection {
  init(deviceIndex: Int, outcome: DeviceSearch.Outcome) {
    self.init(
      deviceIndex: deviceIndex, settings: outcome.settings, configuration: outcome.configuration,
      fitnessDistance: outcome.distance)
  }
}

extension DeviceSearch.Outcome {
  /// Whether this goes before the other; `nil` when the order of the devices has to decide.
  ///
  /// - Parameter isDefault: Whether the system prefers the device, and the other's.
  func precedes(_ other: Self, isDefault: (mine: Bool, others: Bool)) -> Bool? {
    for (mine, others) in zip(advancedMet, other.advancedMet) where mine != others { return mine }
    let (mine, others) = (comparable(distance), comparable(other.distance))
    if mine != others { return mine < others }
    if isDefault.mine != isDefault.others { return isDefault.mine }
    return preference == other.preference ? nil : preference < other.preference
  }
}
