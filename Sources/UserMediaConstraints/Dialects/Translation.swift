/// Constraints in another dialect, and what became of what it could not say.
public struct Translation: Hashable, Sendable {
  /// The constraints in the target dialect.
  public var value: ConstraintValue
  /// What was renamed, changed or lost, in the order in which it was met.
  public var notes: [TranslationNote]

  /// A translation's outcome.
  public init(value: ConstraintValue, notes: [TranslationNote] = []) {
    self.value = value
    self.notes = notes
  }
}

/// One thing that a translation did not carry over as it was.
public struct TranslationNote: Hashable, Sendable, CustomStringConvertible {
  /// Where it was: `video.mandatory.googLeakyBucket`, `video.optional[1].minWidth`.
  public var path: String { place.text(within: track) }
  /// What became of it.
  public let kind: Kind
  /// The same for a person, in one sentence.
  public let message: String

  /// The path, put together only when it is asked for: most callers look at the constraints alone.
  let track: String
  let place: Path

  /// What became of something that was not carried over as it was.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It has another name now.
    case renamed
    /// Two equal bounds, or a bare required value, became an exact value.
    case requiredToExact
    /// A smallest or largest value became part of a range.
    case rangeMerged
    /// Left out: the target has nothing like it.
    case droppedNoEquivalent
    /// Left out: a name that the source dialect does not have.
    case droppedUnknown
    /// Left as it is, and without effect: a name that means nothing, or nothing where it stands.
    case ignored
    /// Left out: it is no business of capture.
    case droppedOutOfScope
    /// Said by something that is not quite the same.
    case approximated
    /// Two wishes that contradict each other, or one that counts instead of the other.
    case conflict
    /// A value of another type than the name has.
    case coerced
    /// The order in which wishes are tried changed.
    case orderLost
    /// Broken syntax, read as well as could be.
    case malformed
    /// What was to be met together may now be met in part.
    case splitSet
  }

  /// A note.
  public init(path: String, kind: Kind, message: String) {
    self.init(Path(path), kind, message, track: "")
  }

  init(_ place: Path, _ kind: Kind, _ message: String, track: String) {
    self.place = place
    self.track = track
    self.kind = kind
    self.message = message
  }

  /// `PATH: KIND: MESSAGE`, on one line, whatever names the constraints have.
  public var description: String {
    let path = path
    let line = path.contains(where: \.isNewline) ? ConstraintValue.string(path).json : path
    return "\(line): \(kind.rawValue): \(message)"
  }

  /// Whether both say the same of the same place.
  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.message == other.message && one.path == other.path
  }

  /// As they compare.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(kind)
    hasher.combine(message)
  }
}
