import UserMediaCore

/// Chrome's syntax, and that of the drafts of 2012 to 2014: `mandatory`, an object of what is
/// required, and `optional`, a list of objects with one member each, tried in order.
///
/// As in Chromium since 2016, the members of `mandatory` become required wishes and each element of
/// `optional` an advanced set of its own.
enum MandatoryOptionalGrammar {
  private static let parts = ["mandatory", "optional"]

  static func isUsed(by members: ConstraintValue.Members) -> Bool {
    parts.contains { members[$0] != nil }
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
    try rejectOthers(members, context)
    for (name, value) in members where !parts.contains(name) {
      try CurrentGrammar.rejectDisplayCapture(Term(name), value, Path(name), context)
      context.note(.droppedUnknown, Path(name), "no member of this dialect has the name")
    }
    return try read(isDraft: isDraft(members), &context) { reader in
      try reader.readMandatory(members["mandatory"])
      try reader.readOptional(members["optional"])
    }
  }

  private static func read(
    isDraft: Bool, _ context: inout TranslationContext,
    _ parts: (inout MandatoryOptionalReader) throws -> Void
  ) throws -> TrackRequest {
    var reader = MandatoryOptionalReader(isDraft: isDraft, context: context.part)
    try parts(&reader)
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
    return try read(isDraft: false, &context) { reader in try reader.readFlat(members) }
  }

  /// Throws for members of the other syntax beside `mandatory` and `optional`.
  static func rejectOthers(
    _ members: ConstraintValue.Members, _ context: TranslationContext
  ) throws {
    for (name, _) in members where !parts.contains(name) {
      if context.options.generation == .before50 { throw malformed(Path(name), context) }
      let isCurrent = Term(name).isCurrent
      if isCurrent || name == "advanced" || RequireGrammar.names.contains(name) {
        throw TypeError(
          "\(context.whole(Path(name))): mandatory or optional and others exclude each other")
      }
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
