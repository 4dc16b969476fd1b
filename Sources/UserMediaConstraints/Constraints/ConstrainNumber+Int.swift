// Programs compute sizes as Int, the type that settings and frames use.

extension ConstrainNumber where Value == UInt32 {
  /// A bare value, clamped to the range of the type (Web IDL, `[Clamp]`).
  @_disfavoredOverload
  public init(_ value: Int) { self.init(UInt32(clamping: value)) }

  /// A dictionary of clamped values.
  @_disfavoredOverload
  public init(min: Int? = nil, ideal: Int? = nil, max: Int? = nil) {
    self.init(
      min: min.map(UInt32.init(clamping:)), max: max.map(UInt32.init(clamping:)),
      ideal: ideal.map(UInt32.init(clamping:)))
  }

  /// `{"exact": value}`, clamped.
  @_disfavoredOverload
  public static func exact(_ value: Int) -> Self { Self(exact: UInt32(clamping: value)) }

  /// `{"ideal": value}`, clamped.
  @_disfavoredOverload
  public static func ideal(_ value: Int) -> Self { Self(ideal: UInt32(clamping: value)) }
}
