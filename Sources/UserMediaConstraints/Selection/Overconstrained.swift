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

  /// The error. It names the first constraint, in the order they were written, that no device meets.
  /// Where each is met by some device it names the first that cannot be had together with those
  /// before it; the specification would name none.
  var error: OverconstrainedError {
    let failures = failures
    if let first = failures.first {
      return OverconstrainedError(
        constraint: first.constraint,
        message: "no device meets the required \(first.constraint)\(Self.hint(first.nearest))",
        failures: failures)
    }
    guard let conflict else {
      return OverconstrainedError(
        constraint: "", message: "no device meets the required constraints")
    }
    let name = conflict.entry.property.rawValue
    let others = conflict.others.entries.map(\.property.rawValue).formatted
    let nearest = nearest(to: conflict.entry, besides: conflict.others)
    return OverconstrainedError(
      constraint: name,
      message: "no device meets the required \(name) together with the required \(others)"
        + Self.hint(nearest))
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { "; the nearest there is: \($0)" } ?? ""
  }

  /// The constraints in the order they were written, each with the nearest value there is.
  var failures: [OverconstrainedError.Failure] {
    unmeetable.map {
      OverconstrainedError.Failure(constraint: $0.property.rawValue, nearest: nearest(to: $0))
    }
  }

  /// The required constraints that no candidate meets.
  private var unmeetable: [MediaTrackConstraintSet.Entry] {
    required.filter { !canMeet(companion.with($0)) }
  }

  private var required: [MediaTrackConstraintSet.Entry] {
    basic.entries.filter {
      $0.property.applies(to: kind) && Demand($0, bareIsIdeal: true).isRequired
    }
  }

  /// The first required constraint that no candidate meets together with those before it, and the
  /// fewest of these that it takes.
  private var conflict: (entry: MediaTrackConstraintSet.Entry, others: MediaTrackConstraintSet)? {
    var before = MediaTrackConstraintSet()
    for entry in required {
      guard !canMeet(before.with(entry)) else {
        before = before.with(entry)
        continue
      }
      var others = before
      for other in before.entries {
        var fewer = others
        fewer[other.property] = nil
        if !canMeet(fewer.with(entry)) { others = fewer }
      }
      return (entry, others)
    }
    return nil
  }

  private func canMeet(_ set: MediaTrackConstraintSet) -> Bool {
    var search = DeviceSearch(MediaTrackConstraints(basic: set), kind: kind)
    return candidates.contains { search.best(of: $0) != nil }
  }

  /// The value nearest to a required one that any candidate has that meets `others`, as JSON; `nil`
  /// for ids, and where there is none.
  private func nearest(
    to entry: MediaTrackConstraintSet.Entry, besides others: MediaTrackConstraintSet = .init()
  ) -> String? {
    if entry.property == .deviceId || entry.property == .groupId { return nil }
    var set = others.entries.isEmpty ? companion : others
    set[entry.property] = entry.constraint.asPreference
    var search = DeviceSearch(MediaTrackConstraints(basic: set), kind: kind)
    var best: DeviceSearch.Outcome?
    for outcome in candidates.compactMap({ search.best(of: $0) })
    where outcome.settings[entry.property] != nil {
      if best.map({ comparable(outcome.distance) < comparable($0.distance) }) ?? true {
        best = outcome
      }
    }
    return best?.settings[entry.property]?.json
  }
}

extension MediaTrackConstraintSet {
  fileprivate func with(_ entry: Entry) -> MediaTrackConstraintSet {
    var set = self
    set[entry.property] = entry.constraint
    return set
  }
}

extension [String] {
  /// `a`, `a and b`, `a, b and c`.
  fileprivate var formatted: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + self[count - 1]
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
  package var json: String {
    switch self {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    case .choice(.boolean(let value)): String(value)
    case .choice(.string(let value)): "\"\(value)\""
    }
  }
}
