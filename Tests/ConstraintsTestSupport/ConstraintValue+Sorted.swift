package import UserMediaConstraints

extension ConstraintValue {
  /// The same with the members of each object in the order of their names: objects that are equal
  /// for a program compare equal then.
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
