extension Dialect {
  /// The dialect in which the constraints of one kind of track are written.
  ///
  /// Since Chrome 50, no browser has read Chrome's names outside `mandatory` and `optional`; they
  /// do not affect the detection.
  private static func detect(
    _ members: ConstraintValue.Members, _ options: TranslationOptions
  ) -> Dialect {
    if MandatoryOptionalGrammar.isUsed(by: members) { return .webkit }
    if RequireGrammar.isUsed(by: members) { return .moz }
    if options.generation == .before50, MandatoryOptionalGrammar.isFlat(members) { return .webkit }
    return .current
  }

  /// The dialect in which to read the constraints of one kind of track if this one is specified.
  func resolved(
    for members: ConstraintValue.Members, _ options: TranslationOptions
  ) -> Dialect {
    switch self {
    case .auto: .detect(members, options)
    case .current where MandatoryOptionalGrammar.isUsed(by: members): .webkit
    case .current where RequireGrammar.isUsed(by: members): .moz
    case .webkit where !MandatoryOptionalGrammar.isUsed(by: members): .current
    default: self
    }
  }
}
