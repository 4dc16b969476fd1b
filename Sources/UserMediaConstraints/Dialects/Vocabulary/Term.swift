/// The meaning of a member's name.
enum Term {
  /// A name of the current dialect.
  case property(ConstrainableProperty)
  /// A name that exists only in outdated dialects, with the message for notes.
  case outdated(TranslationRule.Meaning, message: String)
  /// A name that no dialect has.
  case unknown

  init(_ name: String) {
    var name = name
    let index = name.withUTF8 { NameTable.shared.index(of: $0) }
    self = if let index, index < terms.count { terms[index] } else { .unknown }
  }

  /// The property that the name refers to.
  var property: ConstrainableProperty? {
    switch self {
    case .property(let property), .outdated(.min(let property), _),
      .outdated(.max(let property), _), .outdated(.value(let property), _),
      .outdated(.thousandths(let property), _):
      property
    case .outdated, .unknown: nil
    }
  }

  var isCurrent: Bool {
    if case .property = self { true } else { false }
  }
}

/// In the order of the names in ``NameTable``.
private let terms =
  ConstrainableProperty.allCases.map(Term.property)
  + translationTable.map { Term.outdated($0.meaning, message: $0.message) }
