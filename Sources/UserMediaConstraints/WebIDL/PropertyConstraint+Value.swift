import UserMediaCore

/// Chromium's limits on constraints (`media_constraints_impl.cc`).
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
    case .boolean: self = .boolean(ConstrainBoolean(converting: value))
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
    case .boolean(let constraint): constraint.value
    case .string(let constraint): constraint.value
    case .booleanOrString(let constraint): constraint.value
    case .booleanOrDouble(let constraint): constraint.value
    }
  }
}
