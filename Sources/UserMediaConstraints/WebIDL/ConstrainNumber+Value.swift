public import UserMediaCore

extension ConstrainNumber {
  /// Web IDL's conversion of a number or a dictionary; throws ``TypeError`` for a number that is
  /// not finite.
  public init(converting value: ConstraintValue) throws(TypeError) {
    try self.init(value, at: "constraint")
  }

  init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null: self.init()
    case .object(let members):
      self.init()
      exact = try members.part("exact", at: path, Self.number)
      ideal = try members.part("ideal", at: path, Self.number)
      max = try members.part("max", at: path, Self.number)
      min = try members.part("min", at: path, Self.number)
    case .array: self.init()  // Web IDL: an object without members that count.
    default: self.init(try Self.number(value, at: path))
    }
  }

  private static func number(
    _ value: ConstraintValue, at path: String
  ) throws(TypeError) -> Value {
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
