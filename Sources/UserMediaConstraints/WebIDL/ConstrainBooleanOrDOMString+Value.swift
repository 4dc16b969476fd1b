public import UserMediaCore

extension ConstrainBooleanOrDOMString {
  /// Web IDL's conversion of a boolean, a string or a dictionary; throws ``TypeError`` for a
  /// string over 500 characters or a list over 100.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  /// The constraint as it was written.
  public var value: ConstraintValue {
    .form(isBare, exact: exact?.value, ideal: ideal?.value)
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null, .array: self.init()
    case .object(let members):
      self.init()
      exact = try members.part("exact", at: path, BooleanOrDOMString.init(_:at:))
      ideal = try members.part("ideal", at: path, BooleanOrDOMString.init(_:at:))
    default: self.init(try BooleanOrDOMString(value, at: path))
    }
  }
}

extension BooleanOrDOMString {
  /// Web IDL's conversion of a boolean or a string; throws ``TypeError`` for a string over 500
  /// characters.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    if case .bool(let value) = value {
      self = .boolean(value)
    } else {
      self = .string(try value.constraintString(at: path))
    }
  }

  /// The constraint as a page would have written it.
  public var value: ConstraintValue {
    switch self {
    case .boolean(let value): .bool(value)
    case .string(let value): .string(value)
    }
  }
}
