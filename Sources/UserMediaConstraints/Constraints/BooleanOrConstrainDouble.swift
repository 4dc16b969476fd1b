/// A constraint on a number, or a boolean that asks only whether the device has the property
/// (MediaStream Image Capture, `pan`, `tilt` and `zoom`).
public enum BooleanOrConstrainDouble: Hashable, Sendable {
  /// Whether the device should have the property.
  case boolean(Bool)
  /// The value that it should have.
  case double(ConstrainDouble)
}

extension BooleanOrConstrainDouble: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  /// Whether the device should have the property.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A bare number.
  public init(integerLiteral value: Int) { self = .double(ConstrainDouble(Double(value))) }
  /// A bare number.
  public init(floatLiteral value: Double) { self = .double(ConstrainDouble(value)) }
}
