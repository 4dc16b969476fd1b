/// What a member's name is.
enum Term {
  /// A name of the current dialect.
  case property(ConstrainableProperty)
  /// A name that only outdated dialects have.
  case outdated(TranslationRule.Meaning)
  /// A name that none has.
  case unknown

  init(_ name: String) {
    self = terms[name] ?? .unknown
  }
}

private let terms: [String: Term] = {
  var terms: [String: Term] = [:]
  for property in ConstrainableProperty.allCases { terms[property.rawValue] = .property(property) }
  for rule in translationTable { terms[rule.name] = .outdated(rule.meaning) }
  return terms
}()
