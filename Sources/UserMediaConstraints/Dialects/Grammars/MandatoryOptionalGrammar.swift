import UserMediaCore

/// Chrome's syntax, and that of the drafts of 2012 to 2014: `mandatory`, an object of what is
/// required, and `optional`, a list of objects with one member each, tried in order.
///
/// As in Chromium since 2016, the members of `mandatory` become required wishes and each element of
/// `optional` an advanced set of its own.
enum MandatoryOptionalGrammar {
  static let parts = ["mandatory", "optional"]

  static func isUsed(by members: ConstraintValue.Members) -> Bool {
    parts.contains { members[$0] != nil }
  }

  /// Whether the dialect's names are used without either part: broken syntax in Chrome before 50,
  /// and ignored since.
  static func isFlat(_ members: ConstraintValue.Members) -> Bool {
    members.contains { name, _ in
      switch Term(name) {
      case .outdated(.min, _), .outdated(.max, _), .outdated(.thousandths, _): true
      case .outdated: isOwn(name)
      default: false
      }
    }
  }

  /// Whether only Chrome ever had the name.
  static func isOwn(_ name: String) -> Bool { name.hasPrefix("goog") || name.hasPrefix("chrome") }

  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    try rejectOthers(members, context)
    for (name, value) in members where !parts.contains(name) {
      try CurrentGrammar.rejectDisplayCapture(Term(name), value, Path(name), context)
      context.note(.droppedUnknown, Path(name), "Chrome ignored it next to mandatory and optional")
    }
    return try read(isDraft: isDraft(members), &context) { reader in
      try reader.readMandatory(members["mandatory"])
      try reader.readOptional(members["optional"])
    }
  }

  static func read(
    isDraft: Bool, _ context: inout TranslationContext,
    _ parts: (inout MandatoryOptionalReader) throws -> Void
  ) throws -> TrackRequest {
    var reader = MandatoryOptionalReader(isDraft: isDraft, context: context.part)
    try parts(&reader)
    reader.finish()
    context.add(reader.context)
    return reader.request
  }

  /// Throws for non-empty members of another syntax next to `mandatory` and `optional`; before
  /// Chrome 50 for any (Chromium, `media_constraints_impl.cc`, `Create`).
  static func rejectOthers(
    _ members: ConstraintValue.Members, _ context: TranslationContext
  ) throws {
    for (name, value) in members where !parts.contains(name) {
      if context.options.generation == .before50 { throw malformed(Path(name), context) }
      let isOther =
        RequireGrammar.names.contains(name)
        || (Term(name).isCurrent || name == "advanced") && !value.isUnconstrained
      if isOther {
        throw TypeError(
          "\(context.whole(Path(name))): it cannot be combined with mandatory or optional")
      }
    }
  }

  /// Whether the members are those of the drafts, which used the current names in the two parts.
  /// Chrome never accepted a dictionary there.
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

extension ConstraintValue {
  /// Whether this as a constraint in the current syntax, or as its list of sets, requests nothing.
  fileprivate var isUnconstrained: Bool {
    switch self {
    case .null: true
    case .array(let elements): elements.isEmpty
    case .object(let parts):
      ["min", "max", "exact", "ideal"].allSatisfy { parts[$0]?.isUnconstrained ?? true }
    case .bool, .number, .string: false
    }
  }
}
