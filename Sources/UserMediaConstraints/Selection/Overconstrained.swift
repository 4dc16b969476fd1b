import UserMediaCore

/// Why no device meets the requirements of a basic set (Media Capture and Streams, 10.2, step 6.6):
/// each requirement that no candidate meets even on its own.
struct Overconstrained {
  let basic: MediaTrackConstraintSet
  let kind: MediaDeviceKind
  let candidates: [CandidateDevice]
  /// What each constraint is tested together with: if `resizeMode` rules out crop-and-scale, the
  /// others are tested against native modes only.
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

  /// The error. It names the first constraint, in the order they were written, that no device
  /// meets. If some device meets each, it names the first that no device meets together with those
  /// before it; the specification would name none.
  ///
  /// A display without a picture meets nothing even if nothing is required: NotReadableError.
  var error: DOMException {
    let failures = failures
    if let first = failures.first {
      return OverconstrainedError(
        constraint: first.constraint,
        message: "no device meets the required \(first.constraint)\(Self.hint(first.nearest))",
        failures: failures)
    }
    guard let conflict else {
      return DOMException(.notReadable, "no device has a picture to deliver")
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
    nearest.map { "; the nearest available is \($0)" } ?? ""
  }

  /// The failed constraints in the order they were written, each with the nearest available value.
  var failures: [OverconstrainedError.Failure] {
    unmeetable.map {
      OverconstrainedError.Failure(constraint: $0.property.rawValue, nearest: nearest(to: $0))
    }
  }

  /// The requirements that no candidate meets on its own.
  private var unmeetable: [MediaTrackConstraintSet.Entry] {
    required.filter { !canMeet(companion.with($0)) }
  }

  private var required: [MediaTrackConstraintSet.Entry] {
    basic.entries.filter {
      $0.property.applies(to: kind) && Demand($0, bareIsIdeal: true).isRequired
    }
  }

  /// The first requirement that no candidate meets together with those before it, and the fewest of
  /// those that it conflicts with.
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

  /// The value nearest to a required one among the candidates that meet `others`, as JSON; `nil`
  /// for ids, and if there is none.
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
  /// A required number as a preference; `nil` for values that have no nearest one.
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
  /// The value as JSON. Strings are the specification's names and need no escaping.
  package var json: String {
    switch self {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    case .choice(.boolean(let value)): String(value)
    case .choice(.string(let value)): "\"\(value)\""
    }
  }
}
