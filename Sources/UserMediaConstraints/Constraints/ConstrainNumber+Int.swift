// Programs compute sizes as Int, the type that settings and frames use.

extension ConstrainNumber where Value == UInt32 {
  /// A bare value, or `{}` for `nil`; clamped to the range of the type (Web IDL, `[Clamp]`).
  @_disfavoredOverload
  public init(_ value: Int?) { self.init(optional: value.map(UInt32.init(clamping:))) }

  /// A dictionary of clamped values.
  @_disfavoredOverload
  public init(min: Int? = nil, ideal: Int? = nil, max: Int? = nil) {
    self.init(
      min: min.map(UInt32.init(clamping:)), max: max.map(UInt32.init(clamping:)),
      ideal: ideal.map(UInt32.init(clamping:)))
  }

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
}
