public import UserMediaCore

extension ConstrainNumber {
  /// Web IDL's conversion of a number or a dictionary; throws ``TypeError`` for a number that is not
  /// finite.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null: self.init()
    case .object(let members):
      self.init()
      exact = try Self.member("exact", of: members, at: path)
      ideal = try Self.member("ideal", of: members, at: path)
      max = try Self.member("max", of: members, at: path)
      min = try Self.member("min", of: members, at: path)
    case .array: self.init()  // Web IDL: an object without members that count.
    default: self.init(try Self.number(value, at: path))
    }
  }

  private static func member(
    _ key: String, of members: ConstraintValue.Members, at path: String
  ) throws(TypeError) -> Value? {
    guard let value = members[key] else { return nil }
    return try number(value, at: "\(path).\(key)")
  }

  private static func number(_ value: ConstraintValue, at path: String) throws(TypeError) -> Value {
    guard let number = Value.converted(from: value.toNumber) else {
      throw TypeError("\(path) is not a finite number")
    }
    return number
  }

  /// The constraint as it was written.
  public var value: ConstraintValue {
    if isBare, let ideal { return .number(ideal.doubleValue) }
    var members = ConstraintValue.Members()
    for (key, number) in [("min", min), ("max", max), ("exact", exact), ("ideal", ideal)] {
      if let number { members.append(new: key, .number(number.doubleValue)) }
    }
    return .object(members)
  }
}
