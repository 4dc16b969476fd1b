import UserMediaCore

/// The syntax of the first drafts, a string: kinds with commas between them, the video's followed
/// by where its camera faces. `"audio, video user"`.
enum StringGrammar {
  /// The words of a string; throws if one requests a display.
  static func words(of text: String) throws(DOMException) -> [String] {
    let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    if let word = words.first(where: DisplayWords.isSource) { throw DisplayWords.error(word) }
    return words
  }

  /// The members of the current syntax that a string stands for.
  static func read(
    _ text: String, _ context: inout TranslationContext
  ) throws -> [(kind: String, facingMode: String?)] {
    var kinds: [(kind: String, facingMode: String?)] = []
    for word in try words(of: text) {
      switch word {
      case "audio", "video":
        if !kinds.contains(where: { $0.kind == word }) { kinds.append((word, nil)) }
      case "user", "environment":
        if let index = kinds.lastIndex(where: { $0.kind == "video" }) {
          kinds[index].facingMode = word
          continue
        }
        fallthrough
      default:
        context.kind = word
        context.note(.droppedUnknown, Path(""), "this is not a kind of track")
      }
    }
    if kinds.isEmpty { throw TypeError("at least one of audio and video must be requested") }
    return kinds
  }

  /// The word for one kind of track.
  static func write(
    _ request: TrackRequest, _ context: inout TranslationContext
  ) throws -> String {
    var word = context.kind
    for wish in request.basic {
      let path = Path(wish.property.rawValue)
      if wish.isRequired {
        throw context.unsayable(wish.property, path, "the string dialect cannot require anything")
      }
      guard wish.property == .facingMode, word == "video", let mode = facingMode(wish.ideal) else {
        context.note(.droppedNoEquivalent, path, "the string dialect cannot express it")
        continue
      }
      word += " " + mode
      if (wish.ideal?.alternatives.count ?? 0) > 1 {
        context.note(.approximated, path, "only the first of several values can be expressed")
      }
    }
    for index in request.advanced.indices {
      context.note(
        .droppedNoEquivalent, Path(.advanced(index)), "the string dialect has no advanced sets")
    }
    return word
  }

  private static func facingMode(_ value: ConstraintValue?) -> String? {
    guard case .string(let mode) = value?.alternatives.first else { return nil }
    return mode == "user" || mode == "environment" ? mode : nil
  }
}
