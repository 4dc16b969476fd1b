import UserMediaCore

/// The options and notes of a translation.
struct TranslationContext {
  let options: TranslationOptions
  /// `"audio"` or `"video"`, with which paths begin; empty for standalone constraints.
  var kind = "video"
  private(set) var notes: [TranslationNote] = []

  init(_ options: TranslationOptions) {
    self.options = options
  }

  /// A copy without notes, for a part whose notes are added later by ``add(_:)``.
  var part: TranslationContext {
    var part = TranslationContext(options)
    part.kind = kind
    return part
  }

  /// Adds the notes of a part.
  mutating func add(_ part: TranslationContext) {
    if notes.isEmpty { notes = part.notes } else { notes += part.notes }
  }

  var isStrict: Bool { options.strictness == .strict }

  /// Whether the kind of track has a property.
  func applies(_ property: ConstrainableProperty) -> Bool {
    kind.isEmpty || property.applies(to: kind == "audio" ? .audioinput : .videoinput)
  }

  /// The full path of a member of this kind, for a message.
  func whole(_ path: Path) -> String { path.text(within: kind).escapingControls }

  /// Reports something about a member of the kind's constraints.
  mutating func note(_ note: TranslationNote.Kind, _ path: Path, _ message: String) {
    if notes.isEmpty { notes.reserveCapacity(8) }
    notes.append(TranslationNote(path, note, message, track: kind))
  }

  /// The error for a requirement that the target cannot express; requirements are never dropped.
  func unsayable(
    _ property: ConstrainableProperty, _ path: Path, _ message: String
  ) -> OverconstrainedError {
    OverconstrainedError(constraint: property.rawValue, message: whole(path) + ": " + message)
  }

  /// A preferred value for browsers whose echo cancellation is a boolean, without modes.
  mutating func withoutMode(
    _ value: ConstraintValue, _ wish: Wish, _ path: Path
  ) -> ConstraintValue {
    guard wish.property == .echoCancellation, case .string = value else { return value }
    note(.approximated, path, Self.modeMessage)
    return true
  }

  /// The same for a required value, which fails.
  func withoutRequiredMode(
    _ value: ConstraintValue, _ wish: Wish, _ path: Path
  ) throws(OverconstrainedError) -> ConstraintValue {
    guard wish.property == .echoCancellation, case .string = value else { return value }
    throw unsayable(wish.property, path, Self.modeMessage)
  }

  private static let modeMessage = "an echo cancellation mode cannot be expressed"
}
