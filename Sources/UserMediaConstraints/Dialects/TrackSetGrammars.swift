import UserMediaCore

/// Converts between the two forms of the drafts of 2014: `mandatory` and `optional` (January), or
/// flat members with `required` and `advanced` (April).
///
/// Names and values are not changed, known or not.
enum TrackSetGrammars {
  /// Whether there are no members besides `mandatory` and `optional`.
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

  /// Flat members as `mandatory` and `optional`. Members that are not required follow the sets in
  /// `optional`, except exact values, which are requirements in any syntax. Throws TypeError if a
  /// required member is missing.
  static func parts(_ members: ConstraintValue.Members) throws -> ConstraintValue.Members {
    var mandatory = ConstraintValue.Members()
    var optional: [ConstraintValue] = []
    for list in RequireGrammar.names {
      for name in members[list]?.alternatives ?? [] {
        guard let value = members[name.toString] else {
          throw TypeError("\(list): \(name.toString.escapingControls) is required but missing")
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
