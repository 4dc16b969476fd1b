import UserMediaCore

/// The syntax of Firefox 32 to 37 and of the draft of May 2014: flat members, those named by
/// `require` required, and `advanced` sets.
enum RequireGrammar {
  /// The member that lists the required names, and its spelling in a converter of 2014.
  static let names = ["require", "required"]

  static func isUsed(by members: ConstraintValue.Members) -> Bool {
    names.contains { members[$0] != nil }
  }

  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    var request = TrackRequest()
    let required = try requiredNames(members, context)
    for name in required where members[name] == nil {
      try rejectUnknown(name, context)
      context.note(
        .droppedUnknown, Path(.require, name), "the required member is missing")
    }
    var soft: [[Wish]] = []
    for (name, value) in members where !names.contains(name) {
      let path = Path(name)
      if name == "advanced" {
        request.advanced = try CurrentGrammar.readAdvanced(value, &context)
        continue
      }
      if name == "mandatory" || name == "optional" {
        // Written for mobile devices, in the form that Firefox had read before.
        let former = try FacingModeGrammar.read(.init(one: name, value), &context)
        for wish in former.basic { try request.basic.merge(wish, Path(name), &context) }
        request.advanced += former.advanced
        continue
      }
      if case .outdated(.mediaSource, _) = Term(name) {
        request.mediaSource = value
        continue
      }
      let isRequired = required.contains(name)
      if isRequired { try rejectUnknown(name, context) }
      guard
        var wish = try CurrentGrammar.readMember(
          name, value, bare: isRequired ? .exact : .ideal, path, &context)
      else { continue }
      if isRequired {
        if wish.exact != nil { context.note(.requiredToExact, path, "it is in the require list") }
      } else if wish.exact != nil {
        // Not part of this dialect, but a requirement wherever it is supported.
      } else if wish.isRequired {
        guard let value = wish.min, wish.min == wish.max else {
          soft.append([wish])
          context.note(.splitSet, path, "bounds that are not required become a set of their own")
          continue
        }
        wish = Wish(wish.property, ideal: .number(value))
        context.note(
          .approximated, path, "equal bounds that are not required become an ideal value")
      }
      try request.basic.merge(wish, wins: wish.property.rawValue == name, path, &context)
    }
    request.advanced += soft
    request.joinBounds(.own, &context)
    if context.options.foldsIdeals { request.foldIdeals(&context) }
    return request
  }

  static func requiredNames(
    _ members: ConstraintValue.Members, _ context: TranslationContext
  ) throws -> [String] {
    var required: [String] = []
    for name in names {
      guard let value = members[name] else { continue }
      guard case .array(let elements) = value else {
        throw TypeError("\(context.whole(Path(name))) is not a list")
      }
      required += elements.map(\.toString)
    }
    return required
  }

  /// Throws for a required name that is no constraint of this kind of track, for which Firefox
  /// found no device. Chrome's bounds are never dropped: they are requirements.
  private static func rejectUnknown(_ name: String, _ context: TranslationContext) throws {
    let path = context.whole(Path(.require, name))
    switch Term(name) {
    case .unknown where !context.isStrict: return
    case .unknown, .outdated(.min, _), .outdated(.max, _), .outdated(.thousandths, _):
      throw OverconstrainedError(
        constraint: ConstraintNames.current(for: name),
        message: "\(path): no constraint of this dialect has this name")
    case let term:
      guard let property = term.property else { return }
      if context.applies(property) {
        guard MandatoryOptionalGrammar.isOwn(name) else { return }
      } else {
        guard context.isStrict else { return }
      }
      throw OverconstrainedError(
        constraint: property.rawValue,
        message: "\(path): tracks of this kind do not have this property")
    }
  }
}
