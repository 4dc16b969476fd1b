public import UserMediaCore

extension BooleanOrConstrainDouble {
  /// Web IDL's conversion of a boolean, a number or a dictionary; throws ``TypeError`` for a number
  /// that is not finite.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  /// The constraint as it was written.
  public var value: ConstraintValue {
    switch self {
    case .boolean(let value): .bool(value)
    case .double(let constraint): constraint.value
    }
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    if case .bool(let value) = value {
      self = .boolean(value)
    } else {
      self = .double(try ConstrainNumber(value, at: path))
    }
  }
}
