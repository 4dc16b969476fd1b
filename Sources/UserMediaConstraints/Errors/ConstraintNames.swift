/// The bound of a range that failed.
public enum ConstraintBound: String, Hashable, Sendable, CaseIterable {
  /// The device's values are below the minimum.
  case min
  /// The device's values are above the maximum.
  case max
}

/// The names of constraints in each dialect.
public enum ConstraintNames {
  /// The current name of a constraint that a dialect names otherwise: `width` for `minWidth`,
  /// `deviceId` for `sourceId`; any other name is returned unchanged.
  public static func current(for name: String) -> String {
    Term(name).property?.rawValue ?? name
  }

  /// The name of a failed constraint as the caller of a legacy entry point wrote it: `minWidth` for
  /// `width` if the constraints contain `minWidth`.
  ///
  /// `value` is what the caller wrote, for all kinds of tracks or one; requirements are searched
  /// before preferences. If both bounds were written, the result is the one that `failed`, or the
  /// minimum if that is unknown. A name that the constraints do not contain is returned in the
  /// dialect's spelling, or unchanged if the dialect has none.
  public static func legacy(
    for name: String, in value: ConstraintValue, dialect: Dialect, failed: ConstraintBound? = nil
  ) -> String {
    var names: [String] = []
    for kind in ["video", "audio"] { value[kind]?.appendNames(to: &names) }
    value.appendNames(to: &names)
    let written = names.filter { current(for: $0) == name }
    let bounds = written.filter { bound(of: $0) != nil }
    if let name = bounds.first(where: { bound(of: $0) == failed })
      ?? bounds.first(where: {
        bound(of: $0) == .min
      })
    {
      return name
    }
    if let name = written.first { return name }
    return spelling(of: name, dialect: dialect, failed: failed)
  }
}

private func bound(of name: String) -> ConstraintBound? {
  switch Term(name) {
  case .outdated(.min, _): .min
  case .outdated(.max, _): .max
  default: nil
  }
}

/// How a dialect spells a current name that the caller did not write.
private func spelling(of name: String, dialect: Dialect, failed: ConstraintBound?) -> String {
  guard case .property(let property) = Term(name) else { return name }
  switch (dialect, property.chromeForm) {
  case (.webkit, .bounds(let min, let max)): return failed == .max ? max : min
  case (.webkit, .value(let name)), (.webkit, .thousandths(let name)): return name
  case (.moz, _): return property.mozName ?? name
  default: return name
  }
}

extension ConstraintValue {
  /// Appends the names of constraints of one kind of track, those that it requires first.
  fileprivate func appendNames(to names: inout [String]) {
    guard let members else { return }
    names += members["mandatory"]?.members?.keys ?? []
    names += members.keys
    for part in ["optional", "advanced"] {
      guard case .array(let sets) = members[part] else { continue }
      for set in sets { names += set.members?.keys ?? [] }
    }
  }
}
