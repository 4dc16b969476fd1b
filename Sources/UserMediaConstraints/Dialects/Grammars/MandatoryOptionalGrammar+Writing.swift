import UserMediaCore

extension MandatoryOptionalGrammar {
  static func write(
    _ request: TrackRequest, _ context: inout TranslationContext
  ) throws -> ConstraintValue {
    var mandatory = ConstraintValue.Members()
    var optional: [ConstraintValue] = []
    optional.reserveCapacity(4)
    // Advanced sets first: they take precedence over preferences.
    for (index, set) in request.advanced.enumerated() {
      writeAdvanced(set, Path(.advanced(index)), to: &optional, &context)
    }
    // Names that Chrome had only with a prefix come last, as in adapter.js.
    for wish in request.basic where wish.property.chromePrefixedName == nil {
      try writeBasic(wish, to: &mandatory, &optional, &context)
    }
    for property in [ConstrainableProperty.autoGainControl, .noiseSuppression]
    where context.kind != "video" {
      for wish in request.basic where wish.property == property {
        try writeBasic(wish, to: &mandatory, &optional, &context)
      }
    }
    var members = ConstraintValue.Members()
    if !mandatory.isEmpty { members.append(new: "mandatory", .object(mandatory)) }
    if !optional.isEmpty { members.append(new: "optional", .array(optional)) }
    return .object(members)
  }

  private static func writeBasic(
    _ wish: Wish, to mandatory: inout ConstraintValue.Members,
    _ optional: inout [ConstraintValue], _ context: inout TranslationContext
  ) throws {
    let path = Path(wish.property.rawValue)
    switch wish.property.chromeForm {
    case .bounds(let min, let max):
      if let range = wish.range {
        if let value = range.min { mandatory.append(new: min, .number(value)) }
        if let value = range.max { mandatory.append(new: max, .number(value)) }
      }
      if let ideal = wish.ideal {
        optional.append(.object(.init(one: min, ideal)))
        optional.append(.object(.init(one: max, ideal)))
        context.note(
          .approximated, path, "written as two equal bounds, which only the exact value meets")
      }
    case .value(let name):
      noteFacingMode(wish, path, &context)
      if let exact = wish.exact {
        let values = exact.alternatives
        guard let value = values.first else {
          throw context.unsayable(wish.property, path, "an empty list cannot be expressed")
        }
        mandatory.append(new: name, try context.withoutRequiredMode(value, wish, path))
        if values.count > 1 {
          context.note(.approximated, path, "only the first of several values can be required")
        }
      }
      for value in wish.ideal?.alternatives ?? [] {
        let said = context.withoutMode(value, wish, path)
        optional.append(.object(.init(one: name, said)))
      }
    case .thousandths(let name):
      if let value = wish.exact.flatMap(\.thousandths), wish.min == nil, wish.max == nil {
        mandatory.append(new: name, .number(value))
      } else if wish.isRequired {
        throw context.unsayable(wish.property, path, "only whole milliseconds can be required")
      }
      if case .number(let value) = wish.ideal {
        optional.append(.object(.init(one: name, .number((value * 1000).rounded()))))
        context.note(.approximated, path, "only the exact value meets it")
      }
    case nil:
      let message = "Chrome's dialect has no such constraint"
      if wish.isRequired {
        throw context.unsayable(wish.property, path, message)
      } else {
        context.note(.droppedNoEquivalent, path, message)
      }
    }
  }

  /// Reports `facingMode`, which the drafts and Firefox had, but not Chrome.
  private static func noteFacingMode(
    _ wish: Wish, _ path: Path, _ context: inout TranslationContext
  ) {
    guard wish.property == .facingMode else { return }
    context.note(
      .approximated, path,
      "Chrome did not support it; with a list of devices, the camera is chosen by its label")
  }

  private static func writeAdvanced(
    _ set: [Wish], _ path: Path, to optional: inout [ConstraintValue],
    _ context: inout TranslationContext
  ) {
    let count = optional.count
    for wish in set {
      let path = path.member(wish.property.rawValue)
      if wish.ideal != nil {
        context.note(
          .droppedNoEquivalent, path, "a preference inside an advanced set has no effect")
      }
      guard wish.isRequired else { continue }
      switch wish.property.chromeForm {
      case .bounds(let min, let max):
        guard let range = wish.range else { continue }
        if let value = range.min { optional.append(.object(.init(one: min, .number(value)))) }
        if let value = range.max { optional.append(.object(.init(one: max, .number(value)))) }
      case .value(let name):
        noteFacingMode(wish, path, &context)
        let values = wish.exact?.alternatives ?? []
        for value in values {
          let said = context.withoutMode(value, wish, path)
          optional.append(.object(.init(one: name, said)))
        }
        if values.count > 1 {
          context.note(.approximated, path, "several values are tried in order")
        }
      case .thousandths(let name):
        guard let value = wish.exact.flatMap(\.thousandths) else {
          context.note(.droppedNoEquivalent, path, "only whole milliseconds can be expressed")
          continue
        }
        optional.append(.object(.init(one: name, .number(value))))
      case nil:
        context.note(.droppedNoEquivalent, path, "Chrome's dialect has no such constraint")
        continue
      }
    }
    if optional.count > count + 1 {
      context.note(.splitSet, path, "the members of the set are tried one by one")
    }
  }
}

extension ConstraintValue {
  /// A whole number of thousandths; `nil` for any other value.
  fileprivate var thousandths: Double? {
    guard case .number(let value) = self else { return nil }
    let thousandths = (value * 1000).rounded()
    return abs(value * 1000 - thousandths) < 1e-6 ? thousandths : nil
  }
}
