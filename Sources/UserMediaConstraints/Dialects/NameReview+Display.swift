extension NameReview {
  /// Reviews the argument of a `getDisplayMedia` whose surface is already chosen.
  mutating func review(display value: ConstraintValue) {
    guard case .object(let members) = value else { return }
    for member in members.entries {
      kind = member.key
      switch (member.key, member.value) {
      case ("video", .object(let track)):
        for member in track.entries { review(display: member) }
      case ("video", _): break
      case ("audio", let value):
        if value.toBoolean { note(Path(""), "the audio of a display is not captured") }
      default:
        note(
          Path(""),
          DisplayWords.isOption(member.key)
            ? "this option is for a user who chooses" : message(beside: member.key))
      }
    }
  }

  /// A member of the video; all are in the current syntax.
  private mutating func review(display member: ConstraintValue.Members.Entry) {
    let (name, path) = (member.key, Path(member.key))
    switch Term(name) {
    case .property(let property) where property.adjustsDisplays:
      if case .object(let parts) = member.value { review(parts: parts, of: property, path) }
    case .property(let property):
      note(
        path,
        property.appliesToDisplays
          ? "it does not choose the display" : "displays do not have this property")
    case .outdated(_, let message): note(path, "the current syntax ignores it; " + message)
    // The request fails because of it.
    case .unknown where name == "advanced": break
    case .unknown:
      note(
        path,
        Self.setNames.contains(name)
          ? "getDisplayMedia does not read it" : message(within: kind, name))
    }
  }
}

/// Notes on the parts of a `getDisplayMedia` argument that have no effect when the surface is
/// already chosen.
package func ignoredParts(ofDisplay value: ConstraintValue) -> [TranslationNote] {
  var review = NameReview(from: .current, options: .init())
  review.review(display: value)
  return review.notes
}

extension ConstrainableProperty {
  /// Whether a constraint on the property changes what a display's track delivers.
  fileprivate var adjustsDisplays: Bool {
    switch self {
    case .width, .height, .aspectRatio, .frameRate, .resizeMode, .cursor: true
    default: false
    }
  }
}
