/// A constraint on one property, of any type.
package enum PropertyConstraint: Hashable, Sendable {
  case unsignedLong(ConstrainULong)
  case double(ConstrainDouble)
  case boolean(ConstrainBoolean)
  case string(ConstrainDOMString)
  case booleanOrString(ConstrainBooleanOrDOMString)
  case booleanOrDouble(BooleanOrConstrainDouble)
}

/// The type of some property's constraint.
package protocol PropertyConstraintValue {
  init?(_ constraint: PropertyConstraint)
  var propertyConstraint: PropertyConstraint { get }
}

extension ConstrainNumber: PropertyConstraintValue {
  package init?(_ constraint: PropertyConstraint) {
    switch constraint {
    case .unsignedLong(let value as Self), .double(let value as Self): self = value
    default: return nil
    }
  }

  package var propertyConstraint: PropertyConstraint {
    switch self {
    case let value as ConstrainULong: .unsignedLong(value)
    case let value as ConstrainDouble: .double(value)
    default: preconditionFailure("constraints have two kinds of numbers")
    }
  }
}

extension ConstrainBoolean: PropertyConstraintValue {
  package init?(_ constraint: PropertyConstraint) {
    guard case .boolean(let value) = constraint else { return nil }
    self = value
  }
  package var propertyConstraint: PropertyConstraint { .boolean(self) }
}

extension ConstrainDOMString: PropertyConstraintValue {
  package init?(_ constraint: PropertyConstraint) {
    guard case .string(let value) = constraint else { return nil }
    self = value
  }
  package var propertyConstraint: PropertyConstraint { .string(self) }
}

extension ConstrainBooleanOrDOMString: PropertyConstraintValue {
  package init?(_ constraint: PropertyConstraint) {
    guard case .booleanOrString(let value) = constraint else { return nil }
    self = value
  }
  package var propertyConstraint: PropertyConstraint { .booleanOrString(self) }
}

extension BooleanOrConstrainDouble: PropertyConstraintValue {
  package init?(_ constraint: PropertyConstraint) {
    guard case .booleanOrDouble(let value) = constraint else { return nil }
    self = value
  }
  package var propertyConstraint: PropertyConstraint { .booleanOrDouble(self) }
}
