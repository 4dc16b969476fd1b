package import UserMediaCore

/// Every device of a kind and why it was chosen or not: those that can do what is required first,
/// in the order of ``selectSettings(for:kind:among:)``, then the others.
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
          Distance(
            property: entry.property,
            distance: Demand(entry, bareIsIdeal: true).distance(outcome.settings[entry.property]))
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
  /// - Parameter camera: The camera with no other mode than this.
  fileprivate init(
    _ mode: VideoMode, of camera: CandidateDevice, _ basic: MediaTrackConstraintSet
  ) {
    self.mode = mode
    let settings = NativeMode(mode).flatMap { _ in
      basic.nativeSettings(of: camera) ?? basic.asPreferences.nativeSettings(of: camera)
    }
    self.settings = settings
    fitnessDistance =
      settings.map { UserMediaConstraints.fitnessDistance($0, basic, kind: .videoinput) }
      ?? .infinity
    unmet = settings.flatMap { unmetConstraint($0, basic, kind: .videoinput) }
  }
}

extension MediaTrackConstraintSet {
  /// The best settings of a camera without cropping and scaling; `nil` when they do not do.
  fileprivate func nativeSettings(of camera: CandidateDevice) -> MediaTrackSettings? {
    var native = self
    native.resizeMode = .exact(VideoResizeMode.none.rawValue)
    var search = DeviceSearch(MediaTrackConstraints(basic: native), kind: .videoinput)
    return search.best(of: camera)?.settings
  }

  /// The same with all that is required only preferred, as far as there is a nearest value to it.
  fileprivate var asPreferences: MediaTrackConstraintSet {
    var preferences = MediaTrackConstraintSet()
    for entry in entries {
      let isRequired = Demand(entry, bareIsIdeal: true).isRequired
      preferences[entry.property] = isRequired ? entry.constraint.asPreference : entry.constraint
    }
    return preferences
  }
}
