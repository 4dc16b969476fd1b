package import UserMediaConstraints

extension ConstraintValue {
  /// The same value with each object's members sorted by name, so that values that are equal to a
  /// program compare equal.
  package var sorted: ConstraintValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(
        Members(members.map { ($0.key, $0.value.sorted) }.sorted { $0.0 < $1.0 }))
    default: self
    }
  }
}
