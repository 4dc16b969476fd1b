/// A wish for a number, or only for a device that has the property at all (MediaStream Image
/// Capture, `pan`, `tilt` and `zoom`).
public enum BooleanOrConstrainDouble: Hashable, Sendable {
  /// Whether the device should have the property.
  case boolean(Bool)
  /// Which value it should have.
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
