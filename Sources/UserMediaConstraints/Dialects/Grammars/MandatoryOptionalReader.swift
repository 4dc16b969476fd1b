import UserMediaCore

/// Reads `mandatory` and `optional` of one kind of track.
struct MandatoryOptionalReader {
  /// Whether current names with bare numbers are read as in the drafts, rather than as names
  /// unknown to Chrome.
  let isDraft: Bool
  var context: TranslationContext
  private(set) var request = TrackRequest()

  init(isDraft: Bool, context: TranslationContext) {
    self.isDraft = isDraft
    self.context = context
  }

  mutating func readMandatory(_ value: ConstraintValue?) throws {
    switch value {
    case nil: return
    case .null where context.options.generation != .before50: return
    case .object(let members):
      for (name, value) in members {
        let path = Path(.mandatory, name)
        guard let wish = try wish(name, value, isRequired: true, path) else { continue }
        try request.basic.merge(wish, wins: wish.property.rawValue == name, path, &context)
      }
    default: throw MandatoryOptionalGrammar.malformed(Path("mandatory"), context)
    }
  }

  mutating func readOptional(_ value: ConstraintValue?) throws {
    switch value {
    case nil: return
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        let path = Path(.optional(index))
        guard let members = element.members else {
          throw MandatoryOptionalGrammar.malformed(path, context)
        }
        if members.count != 1 {
          if context.isStrict { throw MandatoryOptionalGrammar.malformed(path, context) }
          context.note(.malformed, path, "an element has one member, not \(members.count)")
        }
        try readSet(members, of: elements) { path.member($0) }
      }
    default: throw MandatoryOptionalGrammar.malformed(Path("optional"), context)
    }
  }

  /// Reads a member outside both parts: the dialect's own names are bounds or bare values, all
  /// others are read by the current syntax.
  mutating func readMixed(_ name: String, _ value: ConstraintValue, isRequired: Bool) throws {
    let path = Path(name)
    let wish: Wish?
    switch Term(name) {
    case .outdated(.min, _), .outdated(.max, _):
      wish = try self.wish(name, value, isRequired: true, path)
    case .outdated(.thousandths, _):
      wish = try self.wish(name, value, isRequired: isRequired, path).map { wish in
        isRequired ? wish : Wish(wish.property, ideal: wish.exact)
      }
    case .outdated(.value(let property), let message)
    where MandatoryOptionalGrammar.isOwn(name) && context.applies(property):
      context.note(.renamed, path, message)
      wish = try CurrentGrammar.wish(
        property, value, bare: isRequired ? .exact : .ideal, path, &context)
    case .outdated(.mediaSource, _):
      request.mediaSource = value
      return
    default:
      wish = try CurrentGrammar.readMember(
        name, value, bare: isRequired ? .exact : .ideal, path, &context)
    }
    guard let wish else { return }
    try request.basic.merge(wish, wins: wish.property.rawValue == name, path, &context)
  }

  /// Reads one of the sets of the optional part.
  private mutating func readSet(
    _ members: ConstraintValue.Members, of elements: [ConstraintValue], path: (String) -> Path
  ) throws {
    var set: [Wish] = []
    for (name, value) in members {
      let path = path(name)
      if name == "googEchoCancellation", elements.haveMember("echoCancellation") {
        context.note(.conflict, path, "echoCancellation takes precedence")
        continue
      }
      guard let wish = try wish(name, value, isRequired: false, path) else { continue }
      try set.merge(wish, wins: wish.property.rawValue == name, path, &context)
    }
    if !set.isEmpty { request.advanced.append(set) }
  }

  /// Turns equal bounds into exact values, and reports bounds that exclude each other.
  mutating func finish() {
    request.joinBounds(.mandatory, &context)
    if context.options.foldsIdeals { request.foldIdeals(&context) }
  }

  /// The constraint of a member; `nil` if it has no equivalent.
  private mutating func wish(
    _ name: String, _ value: ConstraintValue, isRequired: Bool, _ path: Path
  ) throws -> Wish? {
    let term = Term(name)
    if let property = term.property, !context.applies(property) {
      try dropUnknown(name, isRequired: isRequired, path)
      return nil
    }
    switch term {
    case .property(let property):
      return try wish(current: property, value, isRequired: isRequired, path)
    case .outdated(.min(let property), let message):
      context.note(.rangeMerged, path, message)
      return try number(value, property, .min, isRequired: isRequired, path)
        .map { Wish(property, min: $0) }
    case .outdated(.max(let property), let message):
      context.note(.rangeMerged, path, message)
      return try number(value, property, .max, isRequired: isRequired, path)
        .map { Wish(property, max: $0) }
    case .outdated(.value(let property), let message):
      context.note(.renamed, path, message)
      return Wish(property, exact: exact(value, property, path))
    case .outdated(.thousandths(let property), let message):
      context.note(.renamed, path, message)
      return try number(value, property, nil, isRequired: isRequired, path)
        .map { Wish(property, exact: .number($0 / 1000)) }
    case .outdated(.noEquivalent, let message):
      context.note(.droppedNoEquivalent, path, message)
    case .outdated(.outOfScope, let message):
      context.note(.droppedOutOfScope, path, message)
    case .outdated(.displayCapture, _):
      throw CurrentGrammar.displayCaptureError(path, context)
    case .outdated(.mediaSource, _):
      request.mediaSource = value
    case .unknown where context.options.generation == .before50 && name.hasPrefix("goog"):
      // For video, Chrome accepted any such name without reading it.
      try dropUnknown(name, isRequired: isRequired && context.kind == "audio", path)
    case .unknown:
      try dropUnknown(name, isRequired: isRequired, path)
    }
    return nil
  }

  /// A current name: read as in Chrome if Chrome had it, otherwise as in the drafts.
  private mutating func wish(
    current property: ConstrainableProperty, _ value: ConstraintValue, isRequired: Bool,
    _ path: Path
  ) throws -> Wish? {
    switch value {
    case .object:
      return try CurrentGrammar.wish(property, value, bare: .exact, path, &context)
    case .number where isRequired && property.isNumeric && !isDraft && context.isStrict:
      try dropUnknown(property.rawValue, isRequired: true, path)
      return nil
    default: break
    }
    if property == .echoCancellation { noteEchoCancellation(value, path) }
    return property.isNumeric || property.valueType == .string
      ? try CurrentGrammar.wish(property, value, bare: .exact, path, &context)
      : Wish(property, exact: exact(value, property, path))
  }

  private mutating func noteEchoCancellation(_ value: ConstraintValue, _ path: Path) {
    guard value == false || value == "false" else { return }
    context.note(
      .approximated, path, "in Chrome, false turned gain control and noise suppression off too")
    guard context.options.addsImpliedProcessing else { return }
    for property in [ConstrainableProperty.autoGainControl, .noiseSuppression] {
      request[property].ideal = false
    }
  }

  /// A name that the dialect does not have.
  private mutating func dropUnknown(_ name: String, isRequired: Bool, _ path: Path) throws {
    if isRequired, context.isStrict, context.options.generation != .today {
      throw OverconstrainedError(
        constraint: ConstraintNames.current(for: name),
        message: "\(context.whole(path)): no constraint has this name")
    }
    context.note(.droppedUnknown, path, "no constraint of this dialect has this name")
  }

  /// An exact value as Chrome read it: booleans from their names, everything else as a string.
  mutating func exact(
    _ value: ConstraintValue, _ property: ConstrainableProperty, _ path: Path
  ) -> ConstraintValue {
    switch (property.valueType, value) {
    case (.string, .string), (.string, .array), (.boolean, .bool), (.booleanOrString, .bool):
      return value
    case (.string, _):
      context.note(.coerced, path, "the value is not a string")
      return .string(value.toString)
    default:
      context.note(.coerced, path, "the value is not true or false")
      return .bool(value == "true")
    }
  }
}

extension [ConstraintValue] {
  /// Whether one of the objects has a member.
  fileprivate func haveMember(_ name: String) -> Bool {
    contains { $0.members?[name] != nil }
  }
}
