public import UserMediaCore

// What a program can write for a constraint besides the constraint itself: a variable of a type that
// settings, frames and device descriptions use. `nil` requests nothing.

/// A value for a ``ConstrainULong``: itself, a number, or a range. Numbers are rounded and clamped
/// (Web IDL, `[Clamp] unsigned long`).
public protocol ConstrainULongValue: Sendable {
  /// The value as a constraint.
  var constrainULong: ConstrainULong { get }
}

/// A value for a ``ConstrainDouble``: itself, a number, or a range.
public protocol ConstrainDoubleValue: Sendable {
  /// The value as a constraint.
  var constrainDouble: ConstrainDouble { get }
}

/// A value for a ``ConstrainDOMString``: itself, a string, a list of strings, or a mode such as
/// ``VideoFacingMode``.
public protocol ConstrainDOMStringValue: Sendable {
  /// The value as a constraint.
  var constrainDOMString: ConstrainDOMString { get }
}

/// A value for a ``ConstrainBoolean``: itself or a boolean.
public protocol ConstrainBooleanValue: Sendable {
  /// The value as a constraint.
  var constrainBoolean: ConstrainBoolean { get }
}

/// A value for a ``ConstrainBooleanOrDOMString``: itself, a boolean, a string or an
/// ``EchoCancellationMode``.
public protocol ConstrainBooleanOrDOMStringValue: Sendable {
  /// The value as a constraint.
  var constrainBooleanOrDOMString: ConstrainBooleanOrDOMString { get }
}

/// A value for a ``BooleanOrConstrainDouble``: itself, a boolean, a number or a range.
public protocol BooleanOrConstrainDoubleValue: Sendable {
  /// The value as a constraint.
  var booleanOrConstrainDouble: BooleanOrConstrainDouble { get }
}

extension ConstrainNumber: ConstrainULongValue where Value == UInt32 {
  /// The constraint itself.
  public var constrainULong: ConstrainULong { self }
}

extension ConstrainNumber: ConstrainDoubleValue where Value == Double {
  /// The constraint itself.
  public var constrainDouble: ConstrainDouble { self }
}

extension ConstrainNumber: BooleanOrConstrainDoubleValue where Value == Double {
  /// The constraint, for a device that has the property.
  public var booleanOrConstrainDouble: BooleanOrConstrainDouble { .double(self) }
}

extension ConstrainDOMString: ConstrainDOMStringValue {
  /// The constraint itself.
  public var constrainDOMString: ConstrainDOMString { self }
}

extension ConstrainBoolean: ConstrainBooleanValue {
  /// The constraint itself.
  public var constrainBoolean: ConstrainBoolean { self }
}

extension ConstrainBooleanOrDOMString: ConstrainBooleanOrDOMStringValue {
  /// The constraint itself.
  public var constrainBooleanOrDOMString: ConstrainBooleanOrDOMString { self }
}

extension BooleanOrConstrainDouble: BooleanOrConstrainDoubleValue {
  /// The constraint itself.
  public var booleanOrConstrainDouble: BooleanOrConstrainDouble { self }
}

extension Int: ConstrainULongValue, ConstrainDoubleValue, BooleanOrConstrainDoubleValue {
  /// A bare value, clamped.
  public var constrainULong: ConstrainULong { ConstrainULong(self) }
  /// A bare value.
  public var constrainDouble: ConstrainDouble { ConstrainDouble(self) }
  /// A bare value.
  public var booleanOrConstrainDouble: BooleanOrConstrainDouble { BooleanOrConstrainDouble(self) }
}

extension UInt32: ConstrainULongValue {
  /// A bare value.
  public var constrainULong: ConstrainULong { ConstrainULong(self) }
}

extension Double: ConstrainULongValue, ConstrainDoubleValue, BooleanOrConstrainDoubleValue {
  /// A bare value, rounded and clamped.
  public var constrainULong: ConstrainULong { ConstrainULong(self) }
  /// A bare value.
  public var constrainDouble: ConstrainDouble { ConstrainDouble(self) }
  /// A bare value.
  public var booleanOrConstrainDouble: BooleanOrConstrainDouble { BooleanOrConstrainDouble(self) }
}

extension String: ConstrainDOMStringValue, ConstrainBooleanOrDOMStringValue {
  /// A bare value.
  public var constrainDOMString: ConstrainDOMString { ConstrainDOMString(self) }
  /// A bare value.
  public var constrainBooleanOrDOMString: ConstrainBooleanOrDOMString {
    ConstrainBooleanOrDOMString(.string(self))
  }
}

extension [String]: ConstrainDOMStringValue {
  /// A bare list.
  public var constrainDOMString: ConstrainDOMString { ConstrainDOMString(self) }
}

extension Bool: ConstrainBooleanValue, ConstrainBooleanOrDOMStringValue,
  BooleanOrConstrainDoubleValue
{
  /// A bare value.
  public var constrainBoolean: ConstrainBoolean { ConstrainBoolean(self) }
  /// A bare value.
  public var constrainBooleanOrDOMString: ConstrainBooleanOrDOMString {
    ConstrainBooleanOrDOMString(.boolean(self))
  }
  /// Whether the device should have the property.
  public var booleanOrConstrainDouble: BooleanOrConstrainDouble { .boolean(self) }
}

extension EchoCancellationMode: ConstrainBooleanOrDOMStringValue {
  /// A bare value.
  public var constrainBooleanOrDOMString: ConstrainBooleanOrDOMString {
    ConstrainBooleanOrDOMString(.string(rawValue))
  }
}

extension ConstrainDOMStringValue where Self: RawRepresentable, RawValue == String {
  /// A bare value.
  public var constrainDOMString: ConstrainDOMString { ConstrainDOMString(rawValue) }
}

extension VideoFacingMode: ConstrainDOMStringValue {}
extension VideoResizeMode: ConstrainDOMStringValue {}
extension MeteringMode: ConstrainDOMStringValue {}
extension DisplayCaptureSurfaceType: ConstrainDOMStringValue {}
extension CursorCaptureConstraint: ConstrainDOMStringValue {}
