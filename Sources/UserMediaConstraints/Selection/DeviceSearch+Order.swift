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
