import UserMediaCore

/// The specification's syntax: flat members that are bare values or dictionaries of `min`, `max`,
/// `exact` and `ideal`, and `advanced` sets (Media Capture and Streams, 11).
enum CurrentGrammar {
  /// The meaning of a bare value: a preference, or inside `advanced` a requirement of its set.
  enum BareValue {
    case ideal, exact
  }

  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    var request = TrackRequest()
    request.basic.reserveCapacity(members.count)
    for member in members.entries {
      let name = member.key
      let value = member.value
      if name == "advanced" {
        request.advanced = try readAdvanced(value, &context)
      } else if case .outdated(.mediaSource, _) = Term(name) {
        request.mediaSource = value
      } else if let wish = try readMember(name, value, bare: .ideal, Path(name), &context) {
        let wins = wish.property.rawValue == name
        try request.basic.merge(wish, wins: wins, Path(name), &context)
      }
    }
    return request
  }

  /// The sets of `advanced`; empty ones keep their place.
  static func readAdvanced(
    _ value: ConstraintValue, _ context: inout TranslationContext
  ) throws -> [[Wish]] {
    guard case .array(let elements) = value else {
      throw TypeError("\(context.whole(Path("advanced"))) is not a list")
    }
    var sets: [[Wish]] = []
    for (index, element) in elements.enumerated() {
      let path = Path(.advanced(index))
      guard case .object(let members) = element else {
        throw TypeError("\(context.whole(path)) is not an object")
      }
      var set: [Wish] = []
      for (name, value) in members {
        let path = path.member(name)
        if let wish = try readMember(name, value, bare: .exact, path, &context) {
          try set.merge(wish, wins: wish.property.rawValue == name, path, &context)
        }
      }
      sets.append(set)
    }
    return sets
  }

  /// The constraint of a member with a current or former name.
  static func readMember(
    _ name: String, _ value: ConstraintValue, bare: BareValue, _ path: Path,
    _ context: inout TranslationContext
  ) throws -> Wish? {
    let term = Term(name)
    try rejectDisplayCapture(term, value, path, context)
    switch term {
    case .property(let property):
      return try wish(property, value, bare: bare, path, &context)
    case .outdated(.value(let property), let message) where !MandatoryOptionalGrammar.isOwn(name):
      if context.applies(property) { context.note(.renamed, path, message) }
      return try wish(property, value, bare: bare, path, &context)
    case .outdated(.displayCapture, _), .outdated(.mediaSource, _): break
    case .outdated(.noEquivalent, let message):
      context.note(.droppedNoEquivalent, path, message)
    case .outdated(.outOfScope, let message):
      context.note(.droppedOutOfScope, path, message)
    case .outdated(.min, let message), .outdated(.max, let message),
      .outdated(.value, let message), .outdated(.thousandths, let message):
      context.note(.droppedUnknown, path, "it is ignored here; " + message)
    case .unknown:
      context.note(.droppedUnknown, path, "no constraint of this dialect has this name")
    }
    return nil
  }

  /// The constraint on a property, by Web IDL's conversion; `nil` if empty.
  static func wish(
    _ property: ConstrainableProperty, _ value: ConstraintValue, bare: BareValue, _ path: Path,
    _ context: inout TranslationContext
  ) throws -> Wish? {
    guard context.applies(property) else {
      context.note(.droppedUnknown, path, "tracks of this kind do not have this property")
      return nil
    }
    var wish = Wish(property)
    switch value {
    case .null: return nil
    case .object(let members):
      for member in members.entries {
        let name = member.key
        let part = member.value
        switch name {
        case "exact": wish.exact = try convert(part, property, path, &context)
        case "ideal": wish.ideal = try convert(part, property, path, &context)
        case "min" where property.isNumeric:
          wish.min = try number(part, property, path, &context)
        case "max" where property.isNumeric:
          wish.max = try number(part, property, path, &context)
        default:
          context.note(.droppedUnknown, path.member(name), "no part of a constraint has this name")
        }
      }
    case .array where property.valueType != .string: return nil
    default:
      let converted = try convert(value, property, path, &context)
      switch bare {
      case .ideal: wish.ideal = converted
      case .exact: wish.exact = converted
      }
    }
    if wish.isEmpty { return nil }
    return wish
  }

  private static func convert(
    _ value: ConstraintValue, _ property: ConstrainableProperty, _ path: Path,
    _ context: inout TranslationContext
  ) throws -> ConstraintValue? {
    switch property.valueType {
    case .unsignedLong, .double:
      return .number(try number(value, property, path, &context))
    case .booleanOrDouble:
      if case .bool = value { return value }
      return .number(try number(value, property, path, &context))
    case .boolean:
      if case .bool = value { return value }
      context.note(.coerced, path, "the value is not true or false")
      return .bool(value.toBoolean)
    case .booleanOrString:
      if case .bool = value { return value }
      return text(value, path, &context)
    case .string:
      guard case .array(let elements) = value else { return text(value, path, &context) }
      return .array(elements.map { text($0, path, &context) })
    }
  }

  private static func text(
    _ value: ConstraintValue, _ path: Path, _ context: inout TranslationContext
  ) -> ConstraintValue {
    if case .string = value { return value }
    context.note(.coerced, path, "the value is not a string")
    return .string(value.toString)
  }

  private static func number(
    _ value: ConstraintValue, _ property: ConstrainableProperty, _ path: Path,
    _ context: inout TranslationContext
  ) throws -> Double {
    let number = value.toNumber
    let converted =
      property.valueType == .unsignedLong
      ? UInt32.converted(from: number)?.doubleValue : Double.converted(from: number)
    guard let converted else {
      throw TypeError("\(context.whole(path)) is not a finite number")
    }
    if case .number = value, converted == number { return converted }
    context.note(.coerced, path, "the value is not a number that the property can have")
    return converted
  }

  /// Throws for a member that requests a screen.
  static func rejectDisplayCapture(
    _ term: Term, _ value: ConstraintValue, _ path: Path, _ context: TranslationContext
  ) throws {
    let isDisplay =
      switch term {
      case .outdated(.displayCapture, _): true
      case .outdated(.mediaSource, _):
        DisplayWords.isDisplay(
          "mediaSource", value, device: DisplayWords.device(of: context.kind))
      default: false
      }
    if isDisplay { throw displayCaptureError(path, context) }
  }

  /// The error to report instead of opening a camera.
  static func displayCaptureError(_ path: Path, _ context: TranslationContext) -> DOMException {
    DisplayWords.error(context.whole(path))
  }
}

extension ConstrainableProperty {
  /// Whether constraints on it can have bounds.
  var isNumeric: Bool {
    switch valueType {
    case .unsignedLong, .double, .booleanOrDouble: true
    case .boolean, .string, .booleanOrString: false
    }
  }
}
