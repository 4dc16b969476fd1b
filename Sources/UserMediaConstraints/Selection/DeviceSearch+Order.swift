import UserMediaCore

extension DeviceSearch {
  /// The best settings of each device of a kind that meets the requirements, best device first.
  mutating func ranked(
    _ devices: [CandidateDevice], kind: MediaDeviceKind
  ) -> [(index: Int, outcome: Outcome)] {
    var outcomes: [(index: Int, outcome: Outcome)] = []
    outcomes.reserveCapacity(devices.count)
    for index in devices.indices where devices[index].description.kind == kind {
      if let outcome = best(of: devices[index]) { outcomes.append((index, outcome)) }
    }
    // If no device is marked as the default, the first one is: enumerateDevices lists the default
    // first (Media Capture and Streams, 9.2).
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
  /// Whether this ranks before the other; `nil` if only the order of the devices can decide.
  ///
  /// - Parameters:
  ///   - isUsual: Whether the device is the default or the first one, and whether the other is.
  ///   - usualIsDefault: Whether the system marks it as the default. A device that is merely the
  ///     first ranks behind one that meets the constraints without cropping, scaling or dropping
  ///     frames.
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
