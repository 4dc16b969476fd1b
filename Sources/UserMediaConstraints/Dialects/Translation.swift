/// Translated constraints, with notes on what changed.
public struct Translation: Hashable, Sendable {
  /// The constraints in the target dialect.
  public var value: ConstraintValue
  /// What was renamed, changed or dropped, in the order of the source.
  public var notes: [TranslationNote]

  /// Creates a translation.
  public init(value: ConstraintValue, notes: [TranslationNote] = []) {
    self.value = value
    self.notes = notes
  }
}

/// One change that a translation made.
public struct TranslationNote: Hashable, Sendable, CustomStringConvertible {
  /// The path of the member: `video.mandatory.googLeakyBucket`, `video.optional[1].minWidth`.
  public var path: String { place.text(within: track) }
  /// The kind of change.
  public let kind: Kind
  /// A description of the change, in English.
  public let message: String

  /// The parts of the path, assembled on demand: most callers read only the constraints.
  let track: String
  let place: Path

  /// The kinds of changes.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It was renamed.
    case renamed
    /// Equal bounds or a bare required value became an exact value.
    case requiredToExact
    /// A minimum or maximum became part of a range.
    case rangeMerged
    /// Dropped: the target has no equivalent.
    case droppedNoEquivalent
    /// Dropped: the source dialect has no such name.
    case droppedUnknown
    /// Kept, but without effect: the name is unknown, or in the wrong place.
    case ignored
    /// Dropped: it is unrelated to capture.
    case droppedOutOfScope
    /// Replaced by something that is not quite equivalent.
    case approximated
    /// It contradicts another member, or another takes precedence.
    case conflict
    /// Its value was converted to the type of the constraint.
    case coerced
    /// The order in which constraints are tried changed.
    case orderLost
    /// Broken syntax, read as far as possible.
    case malformed
    /// A set that had to be met as a whole may now be met in part.
    case splitSet
  }

  /// Creates a note.
  public init(path: String, kind: Kind, message: String) {
    self.init(Path(path), kind, message, track: "")
  }

  init(_ place: Path, _ kind: Kind, _ message: String, track: String) {
    self.place = place
    self.track = track
    self.kind = kind
    self.message = message
  }

  /// `PATH: KIND: MESSAGE` on one line, with control characters escaped.
  public var description: String { "\(path): \(kind.rawValue): \(message)".escapingControls }

  /// Whether both have the same path, kind and message.
  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.message == other.message && one.path == other.path
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(kind)
    hasher.combine(message)
  }
}
