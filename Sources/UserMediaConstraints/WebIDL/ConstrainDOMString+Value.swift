public import UserMediaCore

extension ConstrainDOMString {
  /// Web IDL's conversion of a string, a list or a dictionary; throws ``TypeError`` for a
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
    case .null: self.init(exact: nil, ideal: nil)
    case .object(let members):
      self.init(exact: nil, ideal: nil)
      exact = try members.part("exact", at: path, DOMStringOrList.init(_:at:))
      ideal = try members.part("ideal", at: path, DOMStringOrList.init(_:at:))
    default: self.init(try DOMStringOrList(value, at: path))
    }
  }
}

extension DOMStringOrList {
  /// Web IDL's conversion of a string or a list; throws ``TypeError`` for a string over 500
  /// characters or a list over 100.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    guard case .array(let elements) = value else {
      self = .string(try value.constraintString(at: path))
      return
    }
    guard elements.count <= ConstraintLimits.listCount else {
      throw TypeError("\(path): constraint string sequence too long")
    }
    var values: [String] = []
    for element in elements { values.append(try element.constraintString(at: path)) }
    self = .list(values)
  }

  /// The constraint as a page would have written it.
  public var value: ConstraintValue {
    switch self {
    case .string(let value): .string(value)
    case .list(let values): .array(values.map(ConstraintValue.string))
    }
  }
}
