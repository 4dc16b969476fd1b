import UserMediaCore

/// Finds the names in a request that have no effect: misspelled and misplaced ones. The tools report
/// them; the API ignores them, as the specification requires.
struct NameReview {
  private let from: Dialect
  private let options: TranslationOptions
  private(set) var notes: [TranslationNote] = []
  /// The kind of track under review, or another member next to the kinds.
  var kind = ""
  /// Comparing a name with all others takes time; a request full of unknown names needs no more.
  private var suggestionsLeft = 32

  init(from: Dialect, options: TranslationOptions) {
    self.from = from
    self.options = options
  }

  private static let kinds = ["audio", "video"]
  static let setNames = ["mandatory", "optional", "advanced", "require", "required"]
  private static let partNames = ["min", "max", "exact", "ideal"]
  private static let discretePartNames = ["exact", "ideal"]

  /// Reviews the argument of a `getUserMedia`.
  mutating func review(_ value: ConstraintValue) {
    guard case .object(let members) = value else { return }
    if members.isTrackSet {
      review(track: members)
      return
    }
    for member in members.entries {
      if Self.kinds.contains(member.key) {
        kind = member.key
        if case .object(let track) = member.value { review(track: track) }
      } else {
        kind = member.key
        note(Path(""), message(beside: member.key))
      }
    }
  }

  private mutating func review(track members: ConstraintValue.Members) {
    switch from.resolved(for: members, options) {
    case .webkit, .mozMandatory:
      for member in members.entries {
        switch (member.key, member.value) {
        case ("mandatory", .object(let set)): review(chromes: set, Path(.mandatory))
        case ("optional", .array(let sets)):
          for case (let index, .object(let set)) in sets.enumerated() {
            review(chromes: set, Path(.optional(index)))
          }
        case ("mandatory", _), ("optional", _): break
        default: review(member, Path(.own), isTrack: true)
        }
      }
    case .auto, .current, .moz, .string:
      for member in members.entries { review(member, Path(.own), isTrack: true) }
    }
    guard case .array(let sets)? = members["advanced"] else { return }
    for case (let index, .object(let set)) in sets.enumerated() {
      for member in set.entries { review(member, Path(.advanced(index)), isTrack: false) }
    }
  }

  /// A member in the current syntax or in Firefox's.
  private mutating func review(
    _ member: ConstraintValue.Members.Entry, _ path: Path, isTrack: Bool
  ) {
    let (name, path) = (member.key, path.member(member.key))
    switch Term(name) {
    case .property(let property):
      if !applies(property) {
        note(path, "\(kind) tracks do not have this property")
      } else if case .object(let parts) = member.value {
        review(parts: parts, of: property, path)
      }
    case .outdated(let meaning, let message):
      switch meaning {
      case .min, .max, .thousandths: note(path, "the current syntax ignores it; " + message)
      case .value(let property):
        if MandatoryOptionalGrammar.isOwn(name) {
          note(path, "the current syntax ignores it; " + message)
        } else if !applies(property) {
          note(path, "\(kind) tracks do not have this property")
        }
      case .noEquivalent, .outOfScope: note(path, message)
      case .displayCapture, .mediaSource: break
      }
    case .unknown:
      if isTrack, Self.setNames.contains(name) { return }
      note(path, message(within: kind, name))
    }
  }

  mutating func review(
    parts: ConstraintValue.Members, of property: ConstrainableProperty, _ path: Path
  ) {
    let names = property.isNumeric ? Self.partNames : Self.discretePartNames
    for part in parts.entries where !names.contains(part.key) {
      note(
        path.member(part.key),
        Self.partNames.contains(part.key)
          ? "\(property.rawValue) takes neither min nor max"
          : "no part of a constraint has this name"
            + suggestion(for: part.key, among: NearestName(names)))
    }
  }

  /// The members of one of Chrome's two parts; those that are known are told of when they are read.
  private mutating func review(chromes members: ConstraintValue.Members, _ path: Path) {
    for member in members.entries {
      guard case .unknown = Term(member.key) else {
        if case .property(let property) = Term(member.key), applies(property),
          case .object(let parts) = member.value
        {
          review(parts: parts, of: property, path.member(member.key))
        }
        continue
      }
      note(path.member(member.key), message(within: kind, member.key))
    }
  }

  private func applies(_ property: ConstrainableProperty) -> Bool {
    kind.isEmpty || property.applies(to: kind == "audio" ? .audioinput : .videoinput)
  }

  mutating func note(_ path: Path, _ message: String) {
    notes.append(TranslationNote(path, .ignored, message, track: kind))
  }
}

extension NameReview {
  /// What is wrong with a name beside the kinds of tracks.
  mutating func message(beside name: String) -> String {
    let term = Term(name)
    if let property = term.property {
      let homes = Self.kinds.filter {
        property.applies(to: $0 == "audio" ? .audioinput : .videoinput)
      }
      return "it belongs inside \(homes.joined(separator: " or "))"
    }
    if Self.setNames.contains(name) { return "it belongs inside audio or video" }
    if case .outdated(_, let message) = term { return message }
    return "this is not a kind of track" + suggestion(for: name, among: Self.kindNames)
  }

  /// What is wrong with a name within a kind's constraints.
  mutating func message(within kind: String, _ name: String) -> String {
    if Self.kinds.contains(name) { return "it belongs next to \(kind), not inside it" }
    if Self.setNames.contains(name) { return "it belongs directly inside \(kind)" }
    if Self.partNames.contains(name) { return "it belongs inside a constraint" }
    return "no constraint has this name" + suggestion(for: name, among: Self.constraintNames)
  }

  /// Every name a constraint can have, current names first.
  private static let constraintNames = NearestName(
    ConstrainableProperty.allCases.map(\.rawValue) + setNames + translationTable.map(\.name))
  private static let kindNames = NearestName(kinds)

  /// Suggests the name nearest to a misspelled one, or nothing.
  private mutating func suggestion(for name: String, among names: NearestName) -> String {
    if suggestionsLeft == 0 { return "" }
    suggestionsLeft -= 1
    return names.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
  }
}

/// Notes on the parts of a request that have no effect: what its translation to the current syntax
/// drops, and misspelled and misplaced names.
package func ignoredParts(
  of value: ConstraintValue, dialect: Dialect, options: TranslationOptions = .init()
) -> [TranslationNote] {
  if let notes = try? Translation(value, from: dialect, to: .current, options: options).notes {
    return notes.filter(\.isOfLoss)
  }
  // It cannot be translated: it is invalid, or asks for a display.
  var review = NameReview(from: dialect, options: options)
  review.review(value)
  return review.notes
}

extension TranslationNote {
  /// Whether something has no effect at all.
  fileprivate var isOfLoss: Bool {
    switch kind {
    case .ignored, .droppedNoEquivalent, .droppedUnknown, .droppedOutOfScope, .conflict, .malformed:
      true
    case .renamed, .requiredToExact, .rangeMerged, .approximated, .coerced, .orderLost, .splitSet:
      false
    }
  }
}

extension [TranslationNote] {
  /// Adds a review's notes. Where both have a note on an unknown name, the review's says more.
  mutating func add(_ review: NameReview) {
    if review.notes.isEmpty { return }
    var indices: [String: Int] = [:]
    for (index, note) in enumerated().reversed() { indices[note.path] = index }
    for note in review.notes {
      guard let index = indices[note.path] else {
        indices[note.path] = count
        append(note)
        continue
      }
      if self[index].kind == .droppedUnknown {
        self[index] = TranslationNote(note.place, .droppedUnknown, note.message, track: note.track)
      }
    }
  }
}
