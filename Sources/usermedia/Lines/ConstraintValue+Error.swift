import UserMedia

extension ConstraintValue {
  /// An error as an answer: its name and message, and for constraints that cannot be met, the one
  /// at fault and all that failed.
  static func error(_ error: any Error) -> ConstraintValue {
    let named = error as? any NamedError
    var members = Members()
    members["name"] = .string(named?.name ?? "Error")
    members["message"] = .string((named?.message ?? "\(error)").escapingControls)
    if let error = error as? OverconstrainedError {
      members["constraint"] = .string(error.constraint)
      if !error.failures.isEmpty { members["failures"] = .array(error.failures.map(\.value)) }
    }
    return ["error": .object(members)]
  }
}

extension OverconstrainedError.Failure {
  /// The constraint and the nearest available value.
  fileprivate var value: ConstraintValue {
    var members: ConstraintValue.Members = ["constraint": .string(constraint)]
    if let nearest {
      members["nearest"] = (try? ConstraintValue(json: nearest)) ?? .string(nearest)
    }
    return .object(members)
  }
}
