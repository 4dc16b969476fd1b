import UserMediaCore

/// The values that a device's string and boolean settings can have.
struct SettingChoices {
  /// The values of each property, the default first; empty if unknown.
  private(set) var values: [(property: ConstrainableProperty, values: [BooleanOrDOMString])]

  /// The choices that a device offers.
  init(_ device: CandidateDevice) {
    values = [
      (.deviceId, [.string(device.deviceId)]), (.groupId, [.string(device.groupId)]),
    ]
    if device.description.kind == .videoinput {
      values.append(
        (.facingMode, device.description.facingModes.map { .string($0.rawValue) }))
      values.append((.resizeMode, VideoResizeMode.allCases.map { .string($0.rawValue) }))
    } else if let audio = device.description.audio {
      let usual = audio.processesByDefault
      let modes = audio.echoCancellationModes.map { BooleanOrDOMString.string($0.rawValue) }
      values.append(
        (.echoCancellation, Self.booleans(audio.echoCancellation, first: usual) + modes))
      values.append((.autoGainControl, Self.booleans(audio.autoGainControl, first: usual)))
      values.append((.noiseSuppression, Self.booleans(audio.noiseSuppression, first: usual)))
    }
  }

  private static func booleans(_ values: [Bool]?, first: Bool) -> [BooleanOrDOMString] {
    [first, !first].filter { values?.contains($0) ?? false }.map { .boolean($0) }
  }

  /// Whether this type covers a property.
  static func has(_ property: ConstrainableProperty) -> Bool {
    switch property {
    case .deviceId, .groupId, .facingMode, .resizeMode, .echoCancellation, .autoGainControl,
      .noiseSuppression:
      true
    default: false
    }
  }

  /// The remaining values of a property.
  subscript(property: ConstrainableProperty) -> [BooleanOrDOMString] {
    values.first { $0.property == property }?.values ?? []
  }

  /// The choices that meet a set of constraints; `nil` if a requirement cannot be met.
  func narrowed(by demands: DemandSet) -> SettingChoices? {
    var narrowed = self
    for (property, demand) in demands.choices where demand.exact != nil {
      guard let index = values.firstIndex(where: { $0.property == property }) else { return nil }
      narrowed.values[index].values.removeAll { !demand.isMet(by: $0) }
      if narrowed.values[index].values.isEmpty { return nil }
    }
    return narrowed
  }

  /// The value to use, an ideal one if possible, and its distance (rules 5 and 8).
  func best(
    of property: ConstrainableProperty, for demands: DemandSet
  ) -> (value: BooleanOrDOMString?, distance: Double) {
    let values = self[property]
    guard let ideal = demands.choices.first(where: { $0.property == property })?.demand.ideal else {
      return (values.first, 0)
    }
    let match = values.first(where: ideal.contains)
    return (match ?? values.first, match == nil ? 1 : 0)
  }
}
