import UserMediaCore

/// The syntax of Firefox before 32: `mandatory` and `optional` as in Chrome, of which it honoured
/// `facingMode` and ignored everything else.
enum FacingModeGrammar {
  static func read(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> TrackRequest {
    var request = TrackRequest()
    for (name, value) in members {
      switch (name, value) {
      case ("mandatory", .object(let members)):
        for (name, value) in members {
          guard let wish = try wish(name, value, Path(.mandatory, name), &context) else { continue }
          request.basic.append(wish)
        }
      case ("optional", .array(let elements)):
        for (index, element) in elements.enumerated() {
          for (name, value) in element.members ?? [:] {
            let path = Path(.optional(index), name)
            guard let wish = try wish(name, value, path, &context) else { continue }
            request.advanced.append([wish])
          }
        }
      case ("mandatory", _), ("optional", _):
        throw MandatoryOptionalGrammar.malformed(Path(name), context)
      default:
        try CurrentGrammar.rejectDisplayCapture(Term(name), value, Path(name), context)
        context.note(.droppedUnknown, Path(name), "no member of this dialect has this name")
      }
    }
    return request
  }

  private static func wish(
    _ name: String, _ value: ConstraintValue, _ path: Path, _ context: inout TranslationContext
  ) throws -> Wish? {
    let term = Term(name)
    if case .property(.facingMode) = term {
      return try CurrentGrammar.wish(.facingMode, value, bare: .exact, path, &context)
    }
    try CurrentGrammar.rejectDisplayCapture(term, value, path, context)
    context.note(.droppedUnknown, path, "Firefox ignored it")
    return nil
  }

  static func write(
    _ request: TrackRequest, _ context: inout TranslationContext
  ) throws -> ConstraintValue {
    var mandatory = ConstraintValue.Members()
    var optional: [ConstraintValue] = []
    for (index, set) in request.advanced.enumerated() {
      for wish in set {
        let path = Path(.advanced(index), wish.property.rawValue)
        guard wish.property == .facingMode, set.count == 1, let exact = wish.exact else {
          context.note(.droppedNoEquivalent, path, "this dialect supports only facingMode")
          continue
        }
        optional += exact.alternatives.map { ["facingMode": $0] }
      }
    }
    for wish in request.basic {
      let path = Path(wish.property.rawValue)
      guard wish.property == .facingMode else {
        if wish.isRequired {
          throw context.unsayable(wish.property, path, "this dialect supports only facingMode")
        }
        context.note(.droppedNoEquivalent, path, "this dialect supports only facingMode")
        continue
      }
      if let exact = wish.exact {
        guard let value = exact.alternatives.first else {
          throw context.unsayable(wish.property, path, "an empty list cannot be expressed")
        }
        mandatory.append(new: "facingMode", value)
        if exact.alternatives.count > 1 {
          context.note(.approximated, path, "only the first of several values can be required")
        }
      }
      optional += (wish.ideal?.alternatives ?? []).map { ["facingMode": $0] }
    }
    var members = ConstraintValue.Members()
    if !mandatory.isEmpty { members.append(new: "mandatory", .object(mandatory)) }
    if !optional.isEmpty { members.append(new: "optional", .array(optional)) }
    return .object(members)
  }
}
