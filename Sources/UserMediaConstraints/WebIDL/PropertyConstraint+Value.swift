import UserMediaCore

/// What a constraint may hold at most, as in Chromium (`media_constraints_impl.cc`).
package enum ConstraintLimits {
  /// UTF-16 units of a string.
  package static let stringLength = 500
  /// Strings of a list.
  package static let listCount = 100
}

extension PropertyConstraint {
  /// Web IDL's conversion to the type of a property's constraint. `path` names the value in errors:
  /// `"video.width"`.
  init(
    _ value: ConstraintValue, for property: ConstrainableProperty, at path: String
  ) throws(TypeError) {
    switch property.valueType {
    case .unsignedLong: self = .unsignedLong(try ConstrainNumber(value, at: path))
    case .double: self = .double(try ConstrainNumber(value, at: path))
    case .boolean: self = .boolean(ConstrainBoolean(value))
    case .string: self = .string(try ConstrainDOMString(value, at: path))
    case .booleanOrString: self = .booleanOrString(try ConstrainBooleanOrDOMString(value, at: path))
    case .booleanOrDouble: self = .booleanOrDouble(try BooleanOrConstrainDouble(value, at: path))
    }
  }

  /// The constraint as it was written.
  var value: ConstraintValue {
    switch self {
    case .unsignedLong(let constraint): constraint.value
    case .double(let constraint): constraint.value
    case .boolean(let constraint):
      .form(constraint.isBare, exact: constraint.exact.map(ConstraintValue.bool)) {
        constraint.ideal.map(ConstraintValue.bool)
      }
    case .string(let constraint):
      .form(constraint.isBare, exact: constraint.exact?.value) { constraint.ideal?.value }
    case .booleanOrString(let constraint):
      .form(constraint.isBare, exact: constraint.exact?.value) { constraint.ideal?.value }
    case .booleanOrDouble(.boolean(let value)): .bool(value)
    case .booleanOrDouble(.double(let constraint)): constraint.value
    }
  }
}

extension ConstraintValue {
  /// A bare value, or a dictionary of `exact` and `ideal`.
  fileprivate static func form(
    _ isBare: Bool, exact: ConstraintValue?, ideal: () -> ConstraintValue?
  ) -> ConstraintValue {
    if isBare, let ideal = ideal() { return ideal }
    var members = Members()
    if let exact { members.append(new: "exact", exact) }
    if let ideal = ideal() { members.append(new: "ideal", ideal) }
    return .object(members)
  }
}

extension ConstrainNumber {
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

  fileprivate var value: ConstraintValue {
    if isBare, let ideal { return .number(ideal.doubleValue) }
    var members = ConstraintValue.Members()
    for (key, number) in [("min", min), ("max", max), ("exact", exact), ("ideal", ideal)] {
      if let number { members.append(new: key, .number(number.doubleValue)) }
    }
    return .object(members)
  }
}

extension ConstrainBoolean {
  fileprivate init(_ value: ConstraintValue) {
    switch value {
    case .null, .array: self.init()
    case .object(let members):
      self.init(exact: members["exact"]?.toBoolean, ideal: members["ideal"]?.toBoolean)
    default: self.init(value.toBoolean)
    }
  }
}

extension ConstrainDOMString {
  fileprivate init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null: self.init(exact: nil, ideal: nil)
    case .object(let members):
      self.init(exact: nil, ideal: nil)
      exact = try members["exact"].map { value throws(TypeError) in
        try DOMStringOrList(value, at: "\(path).exact")
      }
      ideal = try members["ideal"].map { value throws(TypeError) in
        try DOMStringOrList(value, at: "\(path).ideal")
      }
    default: self.init(try DOMStringOrList(value, at: path))
    }
  }
}

extension DOMStringOrList {
  fileprivate init(_ value: ConstraintValue, at path: String) throws(TypeError) {
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

  fileprivate var value: ConstraintValue {
    switch self {
    case .string(let value): .string(value)
    case .list(let values): .array(values.map(ConstraintValue.string))
    }
  }
}

extension ConstrainBooleanOrDOMString {
  fileprivate init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    switch value {
    case .null, .array: self.init()
    case .object(let members):
      self.init()
      exact = try members["exact"].map { value throws(TypeError) in
        try BooleanOrDOMString(value, at: "\(path).exact")
      }
      ideal = try members["ideal"].map { value throws(TypeError) in
        try BooleanOrDOMString(value, at: "\(path).ideal")
      }
    default: self.init(try BooleanOrDOMString(value, at: path))
    }
  }
}

extension BooleanOrDOMString {
  fileprivate init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    if case .bool(let value) = value {
      self = .boolean(value)
    } else {
      self = .string(try value.constraintString(at: path))
    }
  }

  var value: ConstraintValue {
    switch self {
    case .boolean(let value): .bool(value)
    case .string(let value): .string(value)
    }
  }
}

extension BooleanOrConstrainDouble {
  fileprivate init(_ value: ConstraintValue, at path: String) throws(TypeError) {
    if case .bool(let value) = value {
      self = .boolean(value)
    } else {
      self = .double(try ConstrainNumber(value, at: path))
    }
  }
}

extension ConstraintValue {
  /// Web IDL, `DOMString`, no longer than Chromium takes it.
  fileprivate func constraintString(at path: String) throws(TypeError) -> String {
    let string = toString
    guard
      string.utf8.count <= ConstraintLimits.stringLength
        || string.utf16.count <= ConstraintLimits.stringLength
    else { throw TypeError("\(path): constraint string too long") }
    return string
  }
}
