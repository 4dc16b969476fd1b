extension Dialect {
  /// The dialect in which the constraints of one kind of track are written.
  static func detect(_ members: ConstraintValue.Members) -> Dialect {
    if MandatoryOptionalGrammar.isUsed(by: members) { return .webkit }
    if RequireGrammar.isUsed(by: members) { return .moz }
    if MandatoryOptionalGrammar.isFlat(members) { return .webkit }
    return .current
  }

  /// The dialect to read the constraints of one kind of track in, where this one is asked for.
  func resolved(for members: ConstraintValue.Members) -> Dialect {
    switch self {
    case .auto: .detect(members)
    case .current where MandatoryOptionalGrammar.isUsed(by: members): .webkit
    case .current where RequireGrammar.isUsed(by: members): .moz
    case .webkit
    where !MandatoryOptionalGrammar.isUsed(by: members)
      && !MandatoryOptionalGrammar.isFlat(members):
      .current
    default: self
    }
  }
}
