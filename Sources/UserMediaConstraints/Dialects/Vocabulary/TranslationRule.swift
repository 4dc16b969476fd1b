/// The meaning of an outdated name in the current dialect.
package struct TranslationRule: Hashable, Sendable {
  /// The outdated name.
  package let name: String
  /// The dialects that have it.
  package let dialects: [Dialect]
  /// The kinds of tracks that it applies to.
  package let kinds: Kinds
  /// Its meaning.
  package let meaning: Meaning
  /// The meaning in words, for notes and errors.
  package let message: String

  init(name: String, dialects: [Dialect], kinds: Kinds, meaning: Meaning) {
    self.name = name
    self.dialects = dialects
    self.kinds = kinds
    self.meaning = meaning
    message = meaning.message
  }

  /// The kinds of tracks that a name applies to.
  package enum Kinds: String, Hashable, Sendable {
    case audio, video, both
  }

  /// The meaning of a name in the current dialect.
  package enum Meaning: Hashable, Sendable {
    /// The property's minimum.
    case min(ConstrainableProperty)
    /// The property's maximum.
    case max(ConstrainableProperty)
    /// The property's value, under its former name.
    case value(ConstrainableProperty)
    /// The property's value in thousandths.
    case thousandths(ConstrainableProperty)
    /// No equivalent in the current dialect.
    case noEquivalent
    /// Unrelated to capture.
    case outOfScope
    /// A request for a screen, window or tab instead of a camera or microphone.
    case displayCapture
    /// The source of the picture: a screen unless the value is a camera or microphone.
    case mediaSource

    fileprivate var message: String {
      switch self {
      case .min(let property): "it is now \(property.rawValue).min"
      case .max(let property): "it is now \(property.rawValue).max"
      case .value(let property): "it is now \(property.rawValue)"
      case .thousandths(let property): "it is now \(property.rawValue), in seconds"
      case .noEquivalent: "it has no current equivalent"
      case .outOfScope: "it is unrelated to capture"
      case .displayCapture, .mediaSource:
        "a screen, window or tab is wanted, not a device: use getDisplayMedia"
      }
    }
  }
}
