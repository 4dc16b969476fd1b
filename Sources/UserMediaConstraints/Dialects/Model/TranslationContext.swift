import UserMediaCore

/// What a grammar needs to know beside the constraints, and what it has to report.
struct TranslationContext {
  let options: TranslationOptions
  /// `"audio"` or `"video"`, where all paths begin; empty for constraints that stand alone.
  var kind = "video"
  private(set) var notes: [TranslationNote] = []

  init(_ options: TranslationOptions) {
    self.options = options
  }

  /// The same context without notes yet, for a part whose notes are joined to it by ``add(_:)``.
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

  /// A path within the kind as one within the whole value.
  func whole(_ path: Path) -> String { path.text(within: kind) }

  /// Reports something about a member of the kind's constraints.
  mutating func note(_ note: TranslationNote.Kind, _ path: Path, _ message: String) {
    if notes.isEmpty { notes.reserveCapacity(8) }
    notes.append(TranslationNote(path, note, message, track: kind))
  }

  /// The error for a required wish that the target cannot say: it is never left out.
  func unsayable(
    _ property: ConstrainableProperty, _ path: Path, _ message: String
  ) -> OverconstrainedError {
    OverconstrainedError(constraint: property.rawValue, message: whole(path) + ": " + message)
  }

  /// A preferred value for browsers whose cancellation of echo is on or off, without the modes of
  /// today.
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

  private static let modeMessage = "a mode of echo cancellation cannot be said"
}
