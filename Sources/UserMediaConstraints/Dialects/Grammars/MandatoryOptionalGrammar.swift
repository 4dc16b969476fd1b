import UserMediaCore

/// Chrome's syntax, and that of the drafts of 2012 to 2014: `mandatory`, an object of what is
/// required, and `optional`, a list of objects with one member each, tried in order.
///
/// As in Chromium since 2016, the members of `mandatory` become required wishes and each element of
/// `optional` an advanced set of its own.
enum MandatoryOptionalGrammar {
  static func isUsed(by members: ConstraintValue.Members) -> Bool {
    members["mandatory"] != nil || members["optional"] != nil
  }

  /// Whether names of the dialect stand where neither part is: broken syntax in Chrome.
  static func isFlat(_ members: ConstraintValue.Members) -> Bool {
    members.contains { name, _ in
      switch Term(name) {
      case .outdated(.min, _), .outdated(.max, _), .outdated(.thousandths, _): true
      case .outdated: name.hasPrefix("goog") || name.hasPrefix("chrome")
      default: false
      }
    }
  }

  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    if !isUsed(by: members) { return try readFlat(members, &context) }
    try rejectOthers(members, &context)
    var reader = MandatoryOptionalReader(isDraft: isDraft(members), context: context.part)
    try reader.readMandatory(members["mandatory"])
    try reader.readOptional(members["optional"])
    reader.finish()
    context.add(reader.context)
    return reader.request
  }

  /// Members without the two parts: as if each were optional, when that is not too lenient.
  private static func readFlat(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    if context.isStrict { throw malformed(Path(""), context) }
    context.note(.malformed, Path(""), "members that stand in no part are read as optional ones")
    let optional = ConstraintValue.array(members.map { [$0.key: $0.value] })
    return try read(["optional": optional], &context)
  }

  /// Throws for members of the other syntax beside `mandatory` and `optional`.
  static func rejectOthers(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws {
    for (name, _) in members where name != "mandatory" && name != "optional" {
      if context.options.generation == .before50 { throw malformed(Path(name), context) }
      let isCurrent = Term(name).isCurrent
      if isCurrent || name == "advanced" || RequireGrammar.names.contains(name) {
        throw TypeError(
          "\(context.kind).\(name): mandatory or optional and other constraints exclude each other")
      }
      context.note(.droppedUnknown, Path(name), "no member of this dialect has the name")
    }
  }

  /// Whether the members are those of the drafts, which put the current names into the two parts;
  /// Chrome never took a dictionary there.
  private static func isDraft(_ members: ConstraintValue.Members) -> Bool {
    func hasDictionary(_ value: ConstraintValue?) -> Bool {
      value?.members?.contains { if case .object = $0.value { true } else { false } } ?? false
    }
    if hasDictionary(members["mandatory"]) { return true }
    guard case .array(let elements) = members["optional"] else { return false }
    return elements.contains(where: hasDictionary)
  }

  static func malformed(_ path: Path, _ context: TranslationContext) -> TypeError {
    TypeError("\(context.whole(path)): malformed constraints object")
  }
}
