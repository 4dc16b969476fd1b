public import UserMediaCore

// Variables, optionals and enumerations in constraints: `width: .init(width)`,
// `facingMode: .exact(face)`. A `nil` requests nothing, as an absent member does. Disfavoured, so
// that a literal keeps the type of the constraint. Swift converts no variable to a structure
// without a call, so that `width: width` cannot compile for an `Int`.

extension ConstrainNumber where Value == UInt32 {
  /// A bare value, or `{}` for `nil`; rounded and clamped (Web IDL, `[Clamp] unsigned long`).
  @_disfavoredOverload
  public init(_ value: Double?) { self.init(optional: value.flatMap(UInt32.converted(from:))) }

  /// `{"exact": value}`, or `{}` for `nil`; rounded and clamped.
  @_disfavoredOverload
  public static func exact(_ value: Double?) -> Self {
    Self(exact: value.flatMap(UInt32.converted(from:)))
  }

  /// `{"ideal": value}`, or `{}` for `nil`; rounded and clamped.
  @_disfavoredOverload
  public static func ideal(_ value: Double?) -> Self {
    Self(ideal: value.flatMap(UInt32.converted(from:)))
  }
}

extension ConstrainNumber where Value == Double {
  /// A bare value, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: Double?) { self.init(optional: value) }

  /// A bare value, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: Int?) { self.init(optional: value.map(Double.init)) }

  /// A dictionary of whole numbers.
  @_disfavoredOverload
  public init(min: Int? = nil, ideal: Int? = nil, max: Int? = nil) {
    self.init(
      min: min.map(Double.init), max: max.map(Double.init), ideal: ideal.map(Double.init))
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Double?) -> Self { Self(exact: value) }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Int?) -> Self { Self(exact: value.map(Double.init)) }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Double?) -> Self { Self(ideal: value) }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Int?) -> Self { Self(ideal: value.map(Double.init)) }
}

extension ConstrainNumber {
  /// A bare value, or `{}` for `nil`.
  init(optional value: Value?) {
    if let value { self.init(value) } else { self.init(exact: nil) }
  }
}

extension ConstrainDOMString {
  /// A bare string, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: String?) {
    if let value { self.init(.string(value)) } else { self.init(exact: nil) }
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: String?) -> Self {
    Self(exact: value.map(DOMStringOrList.string))
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: String?) -> Self {
    Self(ideal: value.map(DOMStringOrList.string))
  }

  /// The bare value of an enumeration such as ``VideoFacingMode``, or `{}` for `nil`.
  @_disfavoredOverload
  public init<Choice: RawRepresentable>(_ value: Choice?) where Choice.RawValue == String {
    self.init(value?.rawValue)
  }

  /// `{"exact": value}` of an enumeration such as ``VideoFacingMode``, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact<Choice: RawRepresentable>(_ value: Choice?) -> Self
  where Choice.RawValue == String {
    .exact(value?.rawValue)
  }

  /// `{"ideal": value}` of an enumeration such as ``VideoFacingMode``, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal<Choice: RawRepresentable>(_ value: Choice?) -> Self
  where Choice.RawValue == String {
    .ideal(value?.rawValue)
  }

  /// A bare list.
  @_disfavoredOverload
  public init(_ values: [String]) { self.init(.list(values)) }

  /// `{"exact": values}`: any of them.
  @_disfavoredOverload
  public static func exact(_ values: [String]) -> Self { Self(exact: .list(values)) }

  /// `{"ideal": values}`: any of them.
  @_disfavoredOverload
  public static func ideal(_ values: [String]) -> Self { Self(ideal: .list(values)) }
}

extension ConstrainBoolean {
  /// A bare value, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: Bool?) {
    if let value { self.init(value) } else { self.init(exact: nil) }
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Bool?) -> Self { Self(exact: value) }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Bool?) -> Self { Self(ideal: value) }
}

extension ConstrainBooleanOrDOMString {
  /// A bare value, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: Bool?) {
    if let value { self.init(.boolean(value)) } else { self.init(exact: nil) }
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Bool?) -> Self {
    Self(exact: value.map(BooleanOrDOMString.boolean))
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Bool?) -> Self {
    Self(ideal: value.map(BooleanOrDOMString.boolean))
  }

  /// A bare mode, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ mode: EchoCancellationMode?) {
    if let mode { self.init(.string(mode.rawValue)) } else { self.init(exact: nil) }
  }

  /// `{"exact": mode}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ mode: EchoCancellationMode?) -> Self {
    Self(exact: mode.map { .string($0.rawValue) })
  }

  /// `{"ideal": mode}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ mode: EchoCancellationMode?) -> Self {
    Self(ideal: mode.map { .string($0.rawValue) })
  }
}

extension BooleanOrConstrainDouble {
  /// Whether the device should have the property.
  public init(_ value: Bool) { self = .boolean(value) }

  /// A bare number, or `{}` for `nil`.
  public init(_ value: Double?) { self = .double(ConstrainDouble(value)) }

  /// A bare number, or `{}` for `nil`.
  @_disfavoredOverload
  public init(_ value: Int?) { self = .double(ConstrainDouble(value)) }

  /// A dictionary; empty, it requests nothing.
  public init(
    min: Double? = nil, max: Double? = nil, exact: Double? = nil, ideal: Double? = nil
  ) {
    self = .double(ConstrainDouble(min: min, max: max, exact: exact, ideal: ideal))
  }

  /// A dictionary with `ideal` between the bounds.
  public init(min: Double? = nil, ideal: Double, max: Double? = nil) {
    self = .double(ConstrainDouble(min: min, ideal: ideal, max: max))
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  public static func exact(_ value: Double?) -> Self { .double(.exact(value)) }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Int?) -> Self { .double(.exact(value)) }

  /// `{"ideal": value}`, or `{}` for `nil`.
  public static func ideal(_ value: Double?) -> Self { .double(.ideal(value)) }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Int?) -> Self { .double(.ideal(value)) }
}

extension BooleanOrMediaTrackConstraints {
  /// Any device, or none.
  public init(_ value: Bool) { self = .boolean(value) }
}
