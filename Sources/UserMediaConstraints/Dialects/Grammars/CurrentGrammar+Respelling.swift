extension CurrentGrammar {
  /// Members of the current syntax with today's names for those that had others between 2013 and
  /// 2016; all other members stay as they are, known or not.
  static func respelled(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) -> ConstraintValue.Members {
    var respelled = respelledSet(members, Path(.own), &context)
    guard case .array(var sets) = members["advanced"] else { return respelled }
    for (index, set) in sets.enumerated() {
      guard case .object(let members) = set else { continue }
      sets[index] = .object(respelledSet(members, Path(.advanced(index)), &context))
    }
    respelled["advanced"] = .array(sets)
    return respelled
  }

  private static func respelledSet(
    _ members: ConstraintValue.Members, _ path: Path, _ context: inout TranslationContext
  ) -> ConstraintValue.Members {
    guard members.entries.contains(where: { isFormerSpelling($0.key, context) }) else {
      return members
    }
    var respelled = ConstraintValue.Members()
    for (name, value) in members {
      guard isFormerSpelling(name, context) else {
        respelled.append(new: name, value)
        continue
      }
      switch Term(name) {
      case .outdated(.value(let property), let message):
        let current = property.rawValue
        if members[current] != nil || respelled[current] != nil {
          context.note(
            .conflict, path.member(name), "\(current) is present too and takes precedence")
        } else {
          context.note(.renamed, path.member(name), message)
          respelled.append(new: current, value)
        }
      case .outdated(.noEquivalent, let message):
        context.note(.droppedNoEquivalent, path.member(name), message)
      default: respelled.append(new: name, value)
      }
    }
    return respelled
  }

  /// Whether the name was one of the current syntax once, for this kind of track.
  private static func isFormerSpelling(_ name: String, _ context: TranslationContext) -> Bool {
    switch Term(name) {
    case .outdated(.value(let property), _):
      !MandatoryOptionalGrammar.isOwn(name) && context.applies(property)
    case .outdated(.noEquivalent, _): !MandatoryOptionalGrammar.isOwn(name)
    default: false
    }
  }
}
