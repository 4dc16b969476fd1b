import UserMediaCore

extension RequireGrammar {
  static func write(
    _ request: TrackRequest, _ context: inout TranslationContext
  ) throws -> ConstraintValue {
    var members = ConstraintValue.Members()
    if let source = request.mediaSource { members.append(new: "mediaSource", source) }
    var required: [ConstraintValue] = []
    var advanced: [ConstraintValue] = []
    for (index, set) in request.advanced.enumerated() {
      writeAdvanced(set, Path(.advanced(index)), to: &advanced, &context)
    }
    // Names that Firefox had only with a prefix come last, as in adapter.js.
    let plain = request.basic.filter { $0.property.mozPrefixedName == nil }
    let prefixed = [ConstrainableProperty.autoGainControl, .noiseSuppression].flatMap { property in
      request.basic.filter { $0.property == property }
    }
    for wish in plain + prefixed {
      let path = Path(wish.property.rawValue)
      guard let name = wish.property.mozName else {
        let message = "Firefox's dialect has no such constraint"
        if wish.isRequired {
          throw context.unsayable(wish.property, path, message)
        } else {
          context.note(.droppedNoEquivalent, path, message)
        }
        continue
      }
      if let member = try requiredMember(wish, path, &context) {
        members.append(new: name, member)
        required.append(.string(name))
      }
      for value in wish.ideal?.alternatives ?? [] {
        let said = context.withoutMode(value, wish, path)
        advanced.append(.object(.init(one: name, bounds(of: said))))
      }
      if case .number = wish.ideal {
        context.note(
          .approximated, path, "written as two equal bounds, which only the exact value meets")
      }
    }
    if !advanced.isEmpty { members.append(new: "advanced", .array(advanced)) }
    if !required.isEmpty { members.append(new: "require", .array(required)) }
    return .object(members)
  }

  /// The member for the requirement of a constraint; `nil` if it requires nothing.
  private static func requiredMember(
    _ wish: Wish, _ path: Path, _ context: inout TranslationContext
  ) throws -> ConstraintValue? {
    if let range = wish.range { return dictionary(range) }
    guard let exact = wish.exact else { return nil }
    let values = exact.alternatives
    guard values.count == 1 else {
      throw context.unsayable(wish.property, path, "one of several values cannot be required")
    }
    return try context.withoutRequiredMode(values[0], wish, path)
  }

  private static func writeAdvanced(
    _ set: [Wish], _ path: Path, to advanced: inout [ConstraintValue],
    _ context: inout TranslationContext
  ) {
    var members = ConstraintValue.Members()
    for wish in set {
      let path = path.member(wish.property.rawValue)
      if wish.ideal != nil {
        context.note(
          .droppedNoEquivalent, path, "a preference inside an advanced set has no effect")
      }
      guard wish.isRequired else { continue }
      guard let name = wish.property.mozName else {
        context.note(.droppedNoEquivalent, path, "Firefox's dialect has no such constraint")
        continue
      }
      if let range = wish.range {
        members.append(new: name, dictionary(range))
      } else if let exact = wish.exact {
        let values = exact.alternatives
        if values.count > 1 {
          if set.count == 1 {
            advanced += values.map { [name: $0] }
            context.note(.approximated, path, "several values are tried in order")
            continue
          }
          context.note(.approximated, path, "only the first of several values can be expressed")
        }
        if let value = values.first {
          members.append(new: name, context.withoutMode(value, wish, path))
        }
      }
    }
    if !members.isEmpty { advanced.append(.object(members)) }
  }

  private static func dictionary(_ range: (min: Double?, max: Double?)) -> ConstraintValue {
    var members = ConstraintValue.Members()
    if let min = range.min { members.append(new: "min", .number(min)) }
    if let max = range.max { members.append(new: "max", .number(max)) }
    return .object(members)
  }

  /// A number as two equal bounds, because the dialect has no bare numbers; other values unchanged.
  private static func bounds(of value: ConstraintValue) -> ConstraintValue {
    if case .number = value { ["min": value, "max": value] } else { value }
  }
}
