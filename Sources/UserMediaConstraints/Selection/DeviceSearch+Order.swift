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
    // Without a default, the first takes its place: lists of devices begin with the default (Media
    // Capture and Streams, 9.2).
    let first = devices.firstIndex { $0.description.kind == kind }
    let isDefaultTold = devices.contains {
      $0.description.kind == kind && $0.description.isDefault
    }
    func isUsual(_ index: Int) -> Bool {
      isDefaultTold ? devices[index].description.isDefault : index == first
    }
    outcomes.sort { left, right in
      left.outcome.precedes(
        right.outcome, isUsual: (isUsual(left.index), isUsual(right.index)),
        usualIsDefault: isDefaultTold) ?? (left.index < right.index)
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
  /// - Parameters:
  ///   - isUsual: Whether the device is the usual one, and whether the other is.
  ///   - usualIsDefault: Whether the system says so. A device that is only the first of a list goes
  ///     behind one that has what is asked for without cropping, scaling or leaving out frames.
  func precedes(
    _ other: Self, isUsual: (mine: Bool, others: Bool), usualIsDefault: Bool
  ) -> Bool? {
    for (mine, others) in zip(advancedMet, other.advancedMet) where mine != others { return mine }
    let (mine, others) = (comparable(distance), comparable(other.distance))
    if mine != others { return mine < others }
    if usualIsDefault, isUsual.mine != isUsual.others { return isUsual.mine }
    if adaptation != other.adaptation { return adaptation < other.adaptation }
    if isUsual.mine != isUsual.others { return isUsual.mine }
    return preference == other.preference ? nil : preference < other.preference
  }
}
