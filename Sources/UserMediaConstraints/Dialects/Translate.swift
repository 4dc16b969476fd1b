import UserMediaCore

extension Translation {
  /// Translates constraints from one dialect to another.
  ///
  /// `value` is the argument of an old `getUserMedia`: an object with `audio` and `video`, or a
  /// string. It is read as `from`, or as the detected dialect; constraints already in the target
  /// dialect are returned unchanged. The notes list what could not be translated.
  ///
  /// Throws a TypeError for a value that the dialect does not allow, a string over 500 characters or
  /// a list over 100 elements; an ``OverconstrainedError`` for a requirement that the target cannot
  /// express or the source does not have; and a ``DOMException`` named NotSupportedError for a screen
  /// that the target cannot request: a request for a screen never becomes one for a camera.
  public init(
    _ value: ConstraintValue, from: Dialect, to: Dialect, options: TranslationOptions = .init()
  ) throws {
    self = try .unreviewed(value, from: from, to: to, options: options)
    var review = NameReview(from: from, options: options)
    review.review(value)
    notes.add(review)
  }

  /// Translates without notes on names that have no effect.
  static func unreviewed(
    _ value: ConstraintValue, from: Dialect, to: Dialect, options: TranslationOptions
  ) throws -> Translation {
    if to == .auto { throw TypeError("auto is not a target dialect") }
    try value.checkLimits()
    var translator = Translator(from: from, to: to, context: TranslationContext(options))
    let displays = value.displayRequests
    let translated: ConstraintValue
    do {
      translated = try translator.translate(value)
    } catch {
      // A display takes precedence over any other error.
      if let display = displays.first { throw DisplayWords.error(display.path) }
      throw error
    }
    try translator.check(displays, of: value, in: translated)
    return Translation(value: translated, notes: translator.context.notes)
  }
}

/// Translates one request, kind by kind.
struct Translator {
  let from: Dialect
  let to: Dialect
  var context: TranslationContext

  mutating func translate(_ value: ConstraintValue) throws -> ConstraintValue {
    switch value {
    case .string(let text) where from == .auto || from == .string:
      guard to == .string else { return .object(try translate(text: text)) }
      _ = try StringGrammar.words(of: text)
      return value
    case .object(let members) where from != .string && members.isTrackSet:
      context.kind = ""
      return try translate(trackSet: members)
    case .object(let members) where from != .string:
      if to == .string { return .string(try text(of: members)) }
      return .object(try translate(members))
    case .object: throw TypeError("constraints of the string dialect are not a string")
    default: throw DisplayWords.notAnObject(value)
    }
  }

  private mutating func translate(
    _ members: ConstraintValue.Members
  ) throws -> ConstraintValue.Members {
    var translated = ConstraintValue.Members()
    for (name, value) in members {
      if name == "audio" || name == "video" {
        context.kind = name
        translated.append(new: name, try translate(kind: value))
      } else if let value = try translate(other: name, value) {
        translated.append(new: name, value)
      }
    }
    return translated
  }

  /// Throws if a display is requested anywhere and the translation would open a camera.
  ///
  /// With adapter.js's output, its treatment of `mediaSource` stands, with a note.
  func check(
    _ displays: [(kind: String, path: String)], of value: ConstraintValue,
    in translated: ConstraintValue
  ) throws {
    for (kind, path) in displays {
      // No browser looked for it next to the kinds of tracks.
      let isBeside = kind.isEmpty && (value["audio"] ?? value["video"]) != nil
      let constraints = kind.isEmpty ? translated : translated[kind] ?? .null
      if !isBeside, constraints.asksForDisplay(in: to) { continue }
      if context.options.compatibility == .adapter, to == .webkit || to == .current,
        path == kind + ".mediaSource", from == .current || from == .auto
      {
        continue
      }
      throw DisplayWords.error(path)
    }
  }

  /// The request for one kind of track: a boolean, or constraints.
  private mutating func translate(kind value: ConstraintValue) throws -> ConstraintValue {
    guard case .object(let members) = value else { return plain(value) }
    if isMixed(members) { return try write(try MixedGrammar.read(members, &context)) }
    let source = from.resolved(for: members, context.options)
    if context.options.compatibility == .adapter, from == .current || from == .auto {
      switch to {
      case .webkit: return try AdapterGrammar.chrome(members, &context)
      case .moz where source != .webkit: return try AdapterGrammar.moz(members, &context)
      case .current: AdapterGrammar.noteMediaSource(members, &context)
      case .auto, .moz, .mozMandatory, .string: break
      }
    }
    if from == .webkit, source == .current, context.options.generation == .before50,
      !members.isEmpty
    {
      throw MandatoryOptionalGrammar.malformed(Path(""), context)
    }
    if source == to {
      switch source {
      case .webkit: try MandatoryOptionalGrammar.rejectOthers(members, context)
      case .current: return .object(CurrentGrammar.respelled(members, &context))
      default: break
      }
      return value
    }
    return try write(try read(members, in: source))
  }

  /// Whether to read members of several syntaxes, which only lenient mode does.
  func isMixed(_ members: ConstraintValue.Members) -> Bool {
    !context.isStrict && (from == .auto || from == .current || from == .webkit)
      && MixedGrammar.isUsed(by: members)
  }

  /// Standalone constraints of one track, as `applyConstraints` takes them.
  private mutating func translate(
    trackSet members: ConstraintValue.Members
  ) throws -> ConstraintValue {
    switch (from.resolved(for: members, context.options), to) {
    case (_, .string): throw TypeError("at least one of audio and video must be requested")
    case (.webkit, .moz) where TrackSetGrammars.hasOnlyParts(members),
      (.mozMandatory, .moz) where TrackSetGrammars.hasOnlyParts(members):
      return .object(TrackSetGrammars.flat(members))
    case (.moz, .webkit), (.moz, .mozMandatory):
      return .object(try TrackSetGrammars.parts(members))
    default: return try translate(kind: .object(members))
    }
  }

  /// A kind without constraints. The drafts of 2012 wrote the boolean as a string.
  mutating func plain(_ value: ConstraintValue) -> ConstraintValue {
    guard from != .current, value == "true" || value == "false" else { return value }
    context.note(.coerced, Path(""), "the string is read as a boolean")
    return .bool(value == "true")
  }

  /// A member that is not a kind of track; `nil` if the target has no use for it.
  private mutating func translate(
    other name: String, _ value: ConstraintValue
  ) throws -> ConstraintValue? {
    if to != .current || from == .current { return value }
    switch name {
    case "picture" where value.toBoolean:
      throw DOMException(.notSupported, "picture: this asks for a single picture, not a stream")
    case "fake", "picture", "peerIdentity":
      context.kind = name
      context.note(.droppedOutOfScope, Path(""), "it is unrelated to capture")
      return nil
    default: return value
    }
  }

  mutating func read(
    _ members: ConstraintValue.Members, in dialect: Dialect
  ) throws -> TrackRequest {
    switch dialect {
    case .webkit: try MandatoryOptionalGrammar.read(members, &context)
    case .moz: try RequireGrammar.read(members, &context)
    case .mozMandatory: try FacingModeGrammar.read(members, &context)
    case .auto, .current, .string: try CurrentGrammar.read(members, &context)
    }
  }

  mutating func write(_ request: TrackRequest) throws -> ConstraintValue {
    var request = request
    if request.wantsDisplay, to != .moz {
      throw CurrentGrammar.displayCaptureError(Path("mediaSource"), context)
    }
    switch to {
    case .webkit:
      try DeviceLookup.resolveForChrome(&request, &context)
      return try MandatoryOptionalGrammar.write(request, &context)
    case .moz:
      DeviceLookup.replaceDevice(in: &request, &context)
      return try RequireGrammar.write(request, &context)
    case .mozMandatory:
      DeviceLookup.replaceDevice(in: &request, &context)
      return try FacingModeGrammar.write(request, &context)
    case .auto, .current, .string: return CurrentGrammar.write(request)
    }
  }
}

extension ConstraintValue.Members {
  /// Whether these are the constraints of a track, not of a stream with a member for each kind.
  var isTrackSet: Bool {
    var isTrackSet = false
    for (name, _) in self {
      if name == "audio" || name == "video" { return false }
      if isTrackSet { continue }
      isTrackSet =
        name == "mandatory" || name == "optional" || name == "advanced"
        || RequireGrammar.names.contains(name) || Term(name).isCurrent
    }
    return isTrackSet
  }
}
