/// A constraint on a number: a bare value, or a dictionary of bounds (Media Capture and Streams,
/// `ConstrainULong` and `ConstrainDouble`).
///
/// A literal is a bare value: a preference, or inside `advanced` a requirement. `min`, `max` and
/// `exact` are requirements, `ideal` is a preference.
public struct ConstrainNumber<Value: ConstraintNumber>: Hashable, Sendable {
  /// The least acceptable value.
  public var min: Value?
  /// The greatest acceptable value.
  public var max: Value?
  /// The only acceptable value.
  public var exact: Value?
  /// The preferred value.
  public var ideal: Value?
  /// Whether ``ideal`` was written bare, without a dictionary around it.
  package var isBare: Bool

  /// A bare value.
  public init(_ value: Value) {
    ideal = value
    isBare = true
  }

  /// A dictionary; empty, it requests nothing.
  public init(min: Value? = nil, max: Value? = nil, exact: Value? = nil, ideal: Value? = nil) {
    self.min = min
    self.max = max
    self.exact = exact
    self.ideal = ideal
    isBare = false
  }

  /// A dictionary with `ideal` between the bounds.
  public init(min: Value? = nil, ideal: Value, max: Value? = nil) {
    self.init(min: min, max: max, ideal: ideal)
  }

  /// `{"exact": value}`.
  public static func exact(_ value: Value) -> Self { Self(exact: value) }

  /// `{"ideal": value}`.
  public static func ideal(_ value: Value) -> Self { Self(ideal: value) }

  /// `{"min": lower, "max": upper}`.
  public init(_ range: ClosedRange<Value>) {
    self.init(min: range.lowerBound, max: range.upperBound)
  }

  /// `640...1280`, written with literals, is `{"min": 640, "max": 1280}`.
  public static func ... (min: Self, max: Self) -> Self {
    Self(min: min.ideal, max: max.ideal)
  }
}

/// A constraint on a whole number, 0 to 4294967295.
public typealias ConstrainULong = ConstrainNumber<UInt32>
/// A constraint on a number.
public typealias ConstrainDouble = ConstrainNumber<Double>

/// The two numeric types of constraints.
public protocol ConstraintNumber: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The number as an ECMAScript Number.
  var doubleValue: Double { get }
  /// Web IDL's conversion; `nil` where that throws a TypeError.
  static func converted(from number: Double) -> Self?
}

extension UInt32: ConstraintNumber {
  /// The number as an ECMAScript Number.
  public var doubleValue: Double { Double(self) }

  /// Web IDL, `[Clamp] unsigned long`: the nearest value, ties to even; NaN is 0.
  public static func converted(from number: Double) -> UInt32? {
    guard !number.isNaN else { return 0 }
    return UInt32(Swift.min(Swift.max(number, 0), 4_294_967_295).rounded(.toNearestOrEven))
  }
}

extension Double: ConstraintNumber {
  /// The number itself.
  public var doubleValue: Double { self }

  /// Web IDL, `double`: anything finite.
  public static func converted(from number: Double) -> Double? {
    number.isFinite ? number : nil
  }
}

extension ConstrainNumber: ExpressibleByIntegerLiteral {
  /// A bare value.
  public init(integerLiteral value: Value.IntegerLiteralType) {
    self.init(Value(integerLiteral: value))
  }
}

extension ConstrainNumber: ExpressibleByFloatLiteral where Value == Double {
  /// A bare value.
  public init(floatLiteral value: Double) { self.init(value) }
}
