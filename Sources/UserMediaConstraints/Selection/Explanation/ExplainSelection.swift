package import UserMediaCore

/// Every device of a kind and why it was or was not chosen: first those that meet the requirements,
/// in the order of ``Selection/selectSettings(for:kind:among:)``, then the others.
package func explainSelection(
  for constraints: MediaTrackConstraints, kind: MediaDeviceKind, among devices: [CandidateDevice]
) -> [CandidateReport] {
  var search = DeviceSearch(constraints, kind: kind)
  let ranked = search.ranked(devices, kind: kind)
  let lost = devices.indices.filter { index in
    devices[index].description.kind == kind && !ranked.contains { $0.index == index }
  }
  return ranked.map { index, outcome in
    CandidateReport(
      constraints.basic, kind: kind, device: devices[index], index: index, outcome: outcome)
  }
    + lost.map { index in
      CandidateReport(
        constraints.basic, kind: kind, device: devices[index], index: index, outcome: nil)
    }
}

extension CandidateReport {
  fileprivate init(
    _ basic: MediaTrackConstraintSet, kind: MediaDeviceKind, device: CandidateDevice, index: Int,
    outcome: DeviceSearch.Outcome?
  ) {
    deviceIndex = index
    selection = outcome.map { Selection(deviceIndex: index, outcome: $0) }
    advancedMet = outcome?.advancedMet ?? []
    adaptation = outcome?.adaptation ?? 0
    distances =
      outcome.map { outcome in
        basic.entries.filter { $0.property.applies(to: kind) }.map { entry in
          Distance(property: entry.property, distance: outcome.distance(of: entry))
        }
      } ?? []
    failures =
      outcome == nil ? Overconstrained(basic, kind: kind, candidates: [device]).failures : []
    modes = device.description.videoModes.map { mode in
      var alone = device
      alone.description.videoModes = [mode]
      return ModeReport(mode, of: alone, basic)
    }
  }
}

extension CandidateReport.ModeReport {
  /// - Parameter camera: The camera with this mode only.
  fileprivate init(
    _ mode: VideoMode, of camera: CandidateDevice, _ basic: MediaTrackConstraintSet
  ) {
    self.mode = mode
    let outcome = NativeMode(mode).flatMap { _ in
      basic.bestNative(of: camera) ?? basic.asPreferences.bestNative(of: camera)
    }
    settings = outcome?.settings
    fitnessDistance =
      outcome.map { outcome in
        basic.entries.filter { $0.property.applies(to: .videoinput) }
          .reduce(0) { $0 + outcome.distance(of: $1) }
      } ?? .infinity
    unmet = settings.flatMap { unmetConstraint($0, basic, kind: .videoinput) }
  }
}

extension DeviceSearch.Outcome {
  /// What a constraint of the basic set adds to the fitness distance.
  fileprivate func distance(of entry: MediaTrackConstraintSet.Entry) -> Double {
    let distance = Demand(entry, bareIsIdeal: true).distance(settings[entry.property])
    guard entry.property == .aspectRatio, distance.isFinite else { return distance }
    return ratioDistance ?? distance
  }
}

extension MediaTrackConstraintSet {
  /// The best of a camera without cropping or scaling; `nil` if it does not meet the constraints.
  fileprivate func bestNative(of camera: CandidateDevice) -> DeviceSearch.Outcome? {
    var native = self
    native.resizeMode = .exact(VideoResizeMode.none.rawValue)
    var search = DeviceSearch(MediaTrackConstraints(basic: native), kind: .videoinput)
    return search.best(of: camera)
  }

  /// The set with requirements turned into preferences, where they have a nearest value.
  fileprivate var asPreferences: MediaTrackConstraintSet {
    var preferences = MediaTrackConstraintSet()
    for entry in entries {
      let isRequired = Demand(entry, bareIsIdeal: true).isRequired
      preferences[entry.property] = isRequired ? entry.constraint.asPreference : entry.constraint
    }
    return preferences
  }
}
