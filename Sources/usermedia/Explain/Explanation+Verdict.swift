import UserMedia

extension Explanation {
  /// Why a device was or was not chosen.
  func verdict(on report: CandidateReport) -> String {
    if let trouble = troubles[report.deviceIndex] {
      return "it would be chosen, but it cannot be used: \(describe(trouble))"
    }
    guard let selection = report.selection else { return lacks(report) }
    guard let chosen, let best = chosen.selection else { return "it could meet the requirements" }
    if chosen.deviceIndex == report.deviceIndex { return "chosen" }
    return "not chosen: " + reason(report, selection, against: chosen, best)
  }

  /// The requirements that a device does not meet.
  private func lacks(_ report: CandidateReport) -> String {
    if report.failures.isEmpty {
      return
        "cannot meet the constraints: it meets each requirement by itself, but not all of them at once"
    }
    let device = candidates[report.deviceIndex]
    let lacks = report.failures.map { failure in
      let entry = constraints.basic.entries.first { $0.property.rawValue == failure.constraint }
      let wish = (entry?.words(bareIsIdeal: true) ?? failure.constraint) + " is required, "
      if entry?.constraint.isContradictory ?? false { return wish + "which is impossible" }
      return wish + "but "
        + (failure.nearest.map { "the nearest it has is \($0)" }
          ?? device.words(of: entry?.property))
    }
    return "cannot meet the constraints: " + lacks.joined(separator: "; ")
  }

  /// Why one device ranks before the other: the rules of ``Selection/selectSettings(for:kind:among:)``, in
  /// order.
  private func reason(
    _ report: CandidateReport, _ selection: Selection, against chosen: CandidateReport,
    _ best: Selection
  ) -> String {
    let name = name(of: chosen)
    let sets = zip(report.advancedMet, chosen.advancedMet)
    if let set = sets.enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      return "it does not meet advanced set \(set.offset + 1), which \(name) meets"
    }
    let (distance, bestDistance) = (selection.fitnessDistance, best.fitnessDistance)
    if (distance - bestDistance).magnitude >= 1e-9 {
      return "its distance is \(distance.short), that of \(name) is \(bestDistance.short)"
    }
    let (mine, theirs) = (
      candidates[report.deviceIndex].description, candidates[chosen.deviceIndex].description
    )
    if mine.isDefault != theirs.isDefault { return "equally near, but the system prefers \(name)" }
    if report.adaptation != chosen.adaptation {
      return chosen.adaptation == 0
        ? "equally near, but \(name) has that without cropping, scaling or decimation"
        : "equally near, but a mode of \(name) is nearer to that"
    }
    if chosen.deviceIndex == 0, !candidates.contains(where: \.description.isDefault) {
      return "equally near, but \(name) is the first in the list"
    }
    let (settings, others) = (selection.settings, best.settings)
    if settings.resizeMode != others.resizeMode {
      return "equally near, but what \(name) gives is a mode of its own"
    }
    if settings.width != others.width || settings.height != others.height
      || settings.frameRate != others.frameRate
    {
      return "equally near, but what \(name) gives is nearer to 640x480 at 30 fps"
    }
    if case .video(let mode) = selection.configuration,
      case .video(let other) = best.configuration,
      mode.pixelFormat.deliveryCost != other.pixelFormat.deliveryCost
    {
      return "equally near, but \(other.pixelFormat) of \(name) is cheaper to deliver than"
        + " \(mode.pixelFormat)"
    }
    return "equally near, but \(name) comes before it"
  }
}

extension CandidateDevice {
  /// The device's value of a property that has no nearest one.
  fileprivate func words(of property: ConstrainableProperty?) -> String {
    switch property {
    case .deviceId: "its own is \(deviceId.quoted)"
    case .groupId: "its own is \(groupId.quoted)"
    case .facingMode: "it does not report where it faces"
    case let property? where property.cameraControl != nil: "it has no \(property.rawValue)"
    default: "it has no such value, or does not report it"
    }
  }
}
