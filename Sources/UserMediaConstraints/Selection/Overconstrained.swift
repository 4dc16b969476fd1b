import UserMediaCore

/// Why no device can do what a basic set requires (Media Capture and Streams, 10.2, step 6.6): each
/// required constraint that no candidate meets even by itself.
struct Overconstrained {
  let basic: MediaTrackConstraintSet
  let kind: MediaDeviceKind
  let candidates: [CandidateDevice]
  /// What goes along with each constraint: where `resizeMode` rules out crop-and-scale, the others
  /// are held against the cameras' own modes alone.
  private let companion: MediaTrackConstraintSet

  init(_ set: MediaTrackConstraintSet, kind: MediaDeviceKind, candidates: [CandidateDevice]) {
    basic = set
    self.kind = kind
    self.candidates = candidates
    let modes = VideoResizeMode.allCases.map(\.rawValue)
    if let exact = set.resizeMode?.exact, exact.values.contains(where: modes.contains) {
      companion = MediaTrackConstraintSet(resizeMode: .exact(exact))
    } else {
      companion = MediaTrackConstraintSet()
    }
  }

  /// The error: it blames the first of the constraints, in the order they were written, and none
  /// when only their combination fails.
  var error: OverconstrainedError {
    let failures = failures
    guard let first = failures.first else {
      return OverconstrainedError(
        constraint: "", message: "no device meets all of the required constraints at once")
    }
    let hint = first.nearest.map { "; the nearest there is: \($0)" } ?? ""
    return OverconstrainedError(
      constraint: first.constraint,
      message: "no device meets the required \(first.constraint)\(hint)", failures: failures)
  }

  /// The constraints in the order they were written, each with the nearest value there is.
  var failures: [OverconstrainedError.Failure] {
    unmeetable.map {
      OverconstrainedError.Failure(constraint: $0.property.rawValue, nearest: nearest(to: $0))
    }
  }

  /// The required constraints that no candidate meets.
  private var unmeetable: [MediaTrackConstraintSet.Entry] {
    basic.entries.filter { entry in
      guard entry.property.applies(to: kind), Demand(entry, bareIsIdeal: true).isRequired else {
        return false
      }
      var search = search(for: entry.property, entry.constraint)
      return !candidates.contains { search.best(of: $0) != nil }
    }
  }

  /// The value nearest to a required one that any candidate has, as JSON; `nil` for ids, and where
  /// there is none.
  private func nearest(to entry: MediaTrackConstraintSet.Entry) -> String? {
    if entry.property == .deviceId || entry.property == .groupId { return nil }
    var search = search(for: entry.property, entry.constraint.asPreference)
    var best: DeviceSearch.Outcome?
    for outcome in candidates.compactMap({ search.best(of: $0) })
    where outcome.settings[entry.property] != nil {
      if best.map({ comparable(outcome.distance) < comparable($0.distance) }) ?? true {
        best = outcome
      }
    }
    return best?.settings[entry.property]?.json
  }

  private func search(
    for property: ConstrainableProperty, _ constraint: PropertyConstraint?
  ) -> DeviceSearch {
    var alone = companion
    alone[property] = constraint
    return DeviceSearch(MediaTrackConstraints(basic: alone), kind: kind)
  }
}

extension PropertyConstraint {
  /// The required number as one that is only preferred; `nil` for what has no nearest value.
  var asPreference: PropertyConstraint? {
    func ideal<Value>(_ constraint: ConstrainNumber<Value>) -> ConstrainNumber<Value> {
      ConstrainNumber(ideal: constraint.exact ?? constraint.min ?? constraint.max)
    }
    return switch self {
    case .unsignedLong(let constraint): .unsignedLong(ideal(constraint))
    case .double(let constraint), .booleanOrDouble(.double(let constraint)):
      .double(ideal(constraint))
    default: nil
    }
  }
}

extension MediaTrackSettings.Value {
  /// The value as JSON. The strings are names of the specification, without characters to escape.
  fileprivate var json: String {
    switch self {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    case .choice(.boolean(let value)): String(value)
    case .choice(.string(let value)): "\"\(value)\""
    }
  }
}
