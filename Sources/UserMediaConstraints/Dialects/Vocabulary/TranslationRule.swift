/// What a name of an outdated dialect means in the current one.
package struct TranslationRule: Hashable, Sendable {
  /// The name as old code writes it.
  package let name: String
  /// The dialects that have it.
  package let dialects: [Dialect]
  /// The kinds of tracks that it is for.
  package let kinds: Kinds
  /// What it says.
  package let meaning: Meaning
  /// The same for a person, as notes and errors tell it.
  package let message: String

  init(name: String, dialects: [Dialect], kinds: Kinds, meaning: Meaning) {
    self.name = name
    self.dialects = dialects
    self.kinds = kinds
    self.meaning = meaning
    message = meaning.message
  }

  /// The kinds of tracks that a name is for.
  package enum Kinds: String, Hashable, Sendable {
    case audio, video, both
  }

  /// What a name says in the current dialect.
  package enum Meaning: Hashable, Sendable {
    /// The property's smallest value.
    case min(ConstrainableProperty)
    /// The property's largest value.
    case max(ConstrainableProperty)
    /// The property's value, under its former name.
    case value(ConstrainableProperty)
    /// The property's value in thousandths.
    case thousandths(ConstrainableProperty)
    /// Nothing that the current dialect could say.
    case noEquivalent
    /// Nothing that has to do with capture.
    case outOfScope
    /// That not a camera or microphone is wanted, but a screen, window or tab.
    case displayCapture
    /// Where the picture comes from; a screen unless the value is a camera or microphone.
    case mediaSource

    fileprivate var message: String {
      switch self {
      case .min(let property): "it is now \(property.rawValue).min"
      case .max(let property): "it is now \(property.rawValue).max"
      case .value(let property): "it is now \(property.rawValue)"
      case .thousandths(let property): "it is now \(property.rawValue), in seconds"
      case .noEquivalent: "nothing says this today"
      case .outOfScope: "it has nothing to do with capture"
      case .displayCapture, .mediaSource:
        "a screen, window or tab is wanted, not a device: use getDisplayMedia"
      }
    }
  }
}
