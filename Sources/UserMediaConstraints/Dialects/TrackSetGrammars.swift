import UserMediaCore

/// Between the two ways in which the drafts of 2014 put the same members: in `mandatory` and
/// `optional` (January), or flat with `required` and `advanced` (April).
///
/// Names and values stay as they are, known or not.
enum TrackSetGrammars {
  /// Whether nothing stands beside `mandatory` and `optional`.
  static func hasOnlyParts(_ members: ConstraintValue.Members) -> Bool {
    members.allSatisfy { MandatoryOptionalGrammar.parts.contains($0.key) }
  }

  /// `mandatory` and `optional` as flat members.
  static func flat(_ members: ConstraintValue.Members) -> ConstraintValue.Members {
    let mandatory = members["mandatory"]?.members ?? [:]
    var flat = ConstraintValue.Members.Builder()
    if !mandatory.isEmpty {
      flat.set("required", .array(mandatory.keys.map { .string($0) }))
    }
    for (name, value) in mandatory { flat.set(name, value) }
    if let optional = members["optional"] { flat.set("advanced", optional) }
    return flat.members
  }

  /// Flat members as `mandatory` and `optional`; what is not required becomes optional after the
  /// sets, unless it has an exact value, which is required in any syntax. Throws TypeError when an absent member is required.
  static func parts(_ members: ConstraintValue.Members) throws -> ConstraintValue.Members {
    var mandatory = ConstraintValue.Members()
    var optional: [ConstraintValue] = []
    for list in RequireGrammar.names {
      for name in members[list]?.alternatives ?? [] {
        guard let value = members[name.toString] else {
          throw TypeError("\(list): \(name.toString) is required, but not there")
        }
        mandatory[name.toString] = value
      }
    }
    if case .array(let sets) = members["advanced"] { optional = sets }
    for (name, value) in members
    where mandatory[name] == nil && name != "advanced" && !RequireGrammar.names.contains(name) {
      if value["exact"] != nil {
        mandatory[name] = value
      } else {
        optional.append([name: value])
      }
    }
    var parts = ConstraintValue.Members()
    if !mandatory.isEmpty { parts.append(new: "mandatory", .object(mandatory)) }
    if !optional.isEmpty { parts.append(new: "optional", .array(optional)) }
    return parts
  }
}
