extension Dialect {
  /// The dialect in which the constraints of one kind of track are written.
  ///
  /// Names of Chrome's that stand where neither of its parts is are nothing that a browser has read
  /// since Chrome 50, and leave the rest in the current syntax.
  private static func detect(
    _ members: ConstraintValue.Members, _ options: TranslationOptions
  ) -> Dialect {
    if MandatoryOptionalGrammar.isUsed(by: members) { return .webkit }
    if RequireGrammar.isUsed(by: members) { return .moz }
    if options.generation == .before50, MandatoryOptionalGrammar.isFlat(members) { return .webkit }
    return .current
  }

  /// The dialect to read the constraints of one kind of track in, where this one is asked for.
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
