import UserMediaCore

/// adapter.js's translation from the current syntax, including its bugs: `advanced` sets are
/// unchanged, lists of preferences are dropped for Chrome, and every number becomes bounds.
///
/// The rules of its `constraintsToChrome_` and `constraintsToFF37_`.
enum AdapterGrammar {
  /// The members that neither rule translates.
  private static let untranslated = ["require", "advanced", "mediaSource"]

  static func chrome(
    _ original: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> ConstraintValue {
    let isLegacy =
      original["mandatory"]?.toBoolean == true || original["optional"]?.toBoolean == true
    for list in RequireGrammar.names {
      for case .string(let name) in original[list]?.alternatives ?? [] {
        guard let value = original[name], !value.hasRequiredPart,
          let property = Term(name).property
        else { continue }
        throw context.unsayable(property, Path(.require, name), "this dialect has no require list")
      }
    }
    var members = original
    rename(.autoGainControl, "googAutoGainControl", in: &members, &context)
    rename(.noiseSuppression, "googNoiseSuppression", in: &members, &context)
    try DeviceLookup.adapterFacingMode(in: &members, &context)
    if isLegacy {
      if members.contains(where: { $0.key != "mandatory" && $0.key != "optional" }) {
        context.note(.malformed, Path(""), "the dialects are mixed, which Chrome rejects")
      }
      return .object(members)
    }

    var mandatory = ConstraintValue.Members.Builder()
    var optional: [ConstraintValue] = []
    var isOptionalFirst = false
    for (name, value) in members where !untranslated.contains(name) {
      let parts = try parts(of: value, Path(name), &context)
      let bounds = (min: prefixed("min", name), max: prefixed("max", name))
      let plain = name == "deviceId" ? "sourceId" : name
      switch parts["ideal"] {
      case .number(let ideal):
        optional += [[bounds.min: .number(ideal)], [bounds.max: .number(ideal)]]
      case let ideal?: optional.append([plain: ideal])
      case nil: break
      }
      if mandatory.members.isEmpty, !optional.isEmpty { isOptionalFirst = true }
      switch parts["exact"] {
      case .number(let exact):
        mandatory.set(bounds.min, .number(exact))
        mandatory.set(bounds.max, .number(exact))
      case let exact?: mandatory.set(plain, exact)
      case nil:
        if let min = parts["min"] { mandatory.set(bounds.min, min) }
        if let max = parts["max"] { mandatory.set(bounds.max, max) }
      }
    }
    noteMediaSource(members, &context)
    if members["require"] != nil {
      context.note(.droppedUnknown, Path("require"), "this dialect has no require list")
    }
    append(members["advanced"], to: &optional, &context)
    var translated = ConstraintValue.Members()
    if isOptionalFirst { translated.append(new: "optional", .array(optional)) }
    if !mandatory.members.isEmpty {
      translated.append(new: "mandatory", .object(mandatory.members))
    }
    if !isOptionalFirst, !optional.isEmpty || members["advanced"]?.toBoolean == true {
      translated.append(new: "optional", .array(optional))
    }
    return .object(translated)
  }

  static func moz(
    _ original: ConstraintValue.Members, _ context: inout TranslationContext
  ) throws -> ConstraintValue {
    var members = original
    rename(.autoGainControl, "mozAutoGainControl", in: &members, &context)
    rename(.noiseSuppression, "mozNoiseSuppression", in: &members, &context)
    if RequireGrammar.isUsed(by: original) { return .object(members) }
    var translated = ConstraintValue.Members()
    var required: [ConstraintValue] = []
    var advanced: [ConstraintValue] = []
    for (name, value) in members where name != "require" {
      if name == "mediaSource" || name == "advanced" {
        translated.append(new: name, value)
        continue
      }
      var parts = try parts(of: value, Path(name), &context)
      if parts["min"] != nil || parts["max"] != nil || parts["exact"] != nil {
        required.append(.string(name))
      }
      var member: ConstraintValue?
      if let exact = parts["exact"] {
        parts["exact"] = nil
        if case .number = exact {
          parts["max"] = exact
          parts["min"] = exact
        } else {
          member = exact
        }
      }
      if let ideal = parts["ideal"] {
        parts["ideal"] = nil
        if case .number = ideal {
          advanced.append([name: ["min": ideal, "max": ideal]])
        } else {
          advanced.append([name: ideal])
        }
        // adapter.js lost an exact value here.
        if parts.isEmpty, member == nil { continue }
      }
      if member == nil, case .array = value { member = value }
      translated.append(new: name, member ?? .object(parts))
    }
    if !advanced.isEmpty {
      if case .array(let elements) = members["advanced"] { advanced = elements + advanced }
      translated["advanced"] = .array(advanced)
    }
    if !required.isEmpty { translated.append(new: "require", .array(required)) }
    return .object(translated)
  }

  /// Reports `mediaSource`, which adapter.js dropped or passed to Firefox.
  static func noteMediaSource(
    _ members: ConstraintValue.Members, _ context: inout TranslationContext
  ) {
    guard let source = members["mediaSource"] else { return }
    context.note(
      .droppedNoEquivalent, Path("mediaSource"),
      "\(source) was requested, not a device: use getDisplayMedia")
  }

  private static func rename(
    _ property: ConstrainableProperty, _ name: String, in members: inout ConstraintValue.Members,
    _ context: inout TranslationContext
  ) {
    guard context.kind == "audio", let value = members[property.rawValue], members[name] == nil
    else { return }
    members[property.rawValue] = nil
    members[name] = value
    context.note(.renamed, Path(property.rawValue), "it was \(name)")
  }

  /// The parts of a member; a bare value is its ideal, a list has none.
  private static func parts(
    of value: ConstraintValue, _ path: Path, _ context: inout TranslationContext
  ) throws -> ConstraintValue.Members {
    switch value {
    case .object(let parts): return parts
    case .array:
      context.note(.droppedNoEquivalent, path, "a list has no ideal value")
      return [:]
    case .null: throw TypeError("\(context.whole(path)) is null")
    default: return ["ideal": value]
    }
  }

  private static func append(
    _ advanced: ConstraintValue?, to optional: inout [ConstraintValue],
    _ context: inout TranslationContext
  ) {
    guard let advanced, advanced.toBoolean else { return }
    if !optional.isEmpty {
      context.note(.orderLost, Path("advanced"), "preferences are tried before the sets")
    }
    for (index, element) in advanced.alternatives.enumerated() {
      optional.append(element)
      let member = element.members?.first?.value
      if element.members?.count != 1 || member?.members != nil {
        context.note(.malformed, Path(.advanced(index)), "Chrome does not accept this set as it is")
      }
    }
  }

  private static func prefixed(_ prefix: String, _ name: String) -> String {
    prefix + name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension ConstraintValue {
  /// Whether it is a dictionary with a requirement.
  fileprivate var hasRequiredPart: Bool {
    ["min", "max", "exact"].contains { self[$0] != nil }
  }
}
