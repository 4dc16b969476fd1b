import UserMediaCore

/// Members of several syntaxes side by side, as native ports of WebRTC documented them and no
/// browser read them: `{"mandatory": {"minWidth": 500}, "facingMode": "user"}`, or flat
/// `{"minWidth": 500}`.
///
/// Each member is read by the rules of its own syntax: bounds and members of `mandatory` or
/// `require` are requirements, bare values are preferences.
enum MixedGrammar {
  /// Whether the members belong to different syntaxes.
  static func isUsed(by members: ConstraintValue.Members) -> Bool {
    MandatoryOptionalGrammar.isUsed(by: members)
      && members.contains { !MandatoryOptionalGrammar.parts.contains($0.key) }
      || MandatoryOptionalGrammar.isFlat(members)
  }

  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    context.note(
      .malformed, Path(""), "several syntaxes are mixed; each member is read by its own")
    let required = try RequireGrammar.requiredNames(members, context)
    var advanced: [[Wish]] = []
    var request = try MandatoryOptionalGrammar.read(isDraft: true, &context) { reader in
      try reader.readMandatory(members["mandatory"])
      try reader.readOptional(members["optional"])
      for (name, value) in members
      where !MandatoryOptionalGrammar.parts.contains(name) && !RequireGrammar.names.contains(name) {
        if name == "advanced" {
          advanced = try CurrentGrammar.readAdvanced(value, &reader.context)
        } else {
          try reader.readMixed(name, value, isRequired: required.contains(name))
        }
      }
    }
    request.advanced += advanced
    return request
  }
}
