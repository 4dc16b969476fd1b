public import UserMediaCore

// `.exact(…)` and `.ideal(…)` beside variables: `.init(width: width, height: .exact(height))`. There the
// compiler looks for them in the protocol of the parameter.

extension ConstrainULongValue where Self == ConstrainULong {
  /// `{"exact": value}`, or `{}` for `nil`; clamped.
  @_disfavoredOverload
  public static func exact(_ value: Int?) -> Self {
    Self(exact: value.map(UInt32.init(clamping:)))
  }

  /// `{"ideal": value}`, or `{}` for `nil`; clamped.
  @_disfavoredOverload
  public static func ideal(_ value: Int?) -> Self {
    Self(ideal: value.map(UInt32.init(clamping:)))
  }

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

extension ConstrainDoubleValue where Self == ConstrainDouble {
  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Double?) -> Self {
    Self(exact: value)
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Double?) -> Self {
    Self(ideal: value)
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Int?) -> Self {
    Self(exact: value.map(Double.init))
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Int?) -> Self {
    Self(ideal: value.map(Double.init))
  }
}

extension ConstrainDOMStringValue where Self == ConstrainDOMString {
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

  /// `{"exact": value}`: any of the strings.
  @_disfavoredOverload
  public static func exact(_ value: [String]) -> Self {
    Self(exact: .list(value))
  }

  /// `{"ideal": value}`: any of the strings.
  @_disfavoredOverload
  public static func ideal(_ value: [String]) -> Self {
    Self(ideal: .list(value))
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact<Choice: RawRepresentable>(_ value: Choice?) -> Self
  where Choice.RawValue == String {
    Self(exact: value.map { .string($0.rawValue) })
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal<Choice: RawRepresentable>(_ value: Choice?) -> Self
  where Choice.RawValue == String {
    Self(ideal: value.map { .string($0.rawValue) })
  }
}

extension ConstrainBooleanValue where Self == ConstrainBoolean {
  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Bool?) -> Self {
    Self(exact: value)
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Bool?) -> Self {
    Self(ideal: value)
  }
}

extension ConstrainBooleanOrDOMStringValue where Self == ConstrainBooleanOrDOMString {
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

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: EchoCancellationMode?) -> Self {
    Self(exact: value.map { .string($0.rawValue) })
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: EchoCancellationMode?) -> Self {
    Self(ideal: value.map { .string($0.rawValue) })
  }
}

extension BooleanOrConstrainDoubleValue where Self == BooleanOrConstrainDouble {
  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Double?) -> Self {
    Self(exact: value)
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Double?) -> Self {
    Self(ideal: value)
  }

  /// `{"exact": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func exact(_ value: Int?) -> Self {
    Self(exact: value.map(Double.init))
  }

  /// `{"ideal": value}`, or `{}` for `nil`.
  @_disfavoredOverload
  public static func ideal(_ value: Int?) -> Self {
    Self(ideal: value.map(Double.init))
  }
}
