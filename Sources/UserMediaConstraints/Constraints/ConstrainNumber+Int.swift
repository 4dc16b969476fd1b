// Numbers of a program are Int, as settings and frames have them. Literals stay what they are.

extension ConstrainNumber where Value == UInt32 {
  /// A bare value, the nearest there is (Web IDL, `[Clamp]`).
  @_disfavoredOverload
  public init(_ value: Int) { self.init(UInt32(clamping: value)) }

  /// A dictionary of the nearest values there are.
  @_disfavoredOverload
  public init(min: Int? = nil, ideal: Int? = nil, max: Int? = nil) {
    self.init(
      min: min.map(UInt32.init(clamping:)), max: max.map(UInt32.init(clamping:)),
      ideal: ideal.map(UInt32.init(clamping:)))
  }

  /// `{"exact": value}`, of the nearest value there is.
  @_disfavoredOverload
  public static func exact(_ value: Int) -> Self { Self(exact: UInt32(clamping: value)) }

  /// `{"ideal": value}`, of the nearest value there is.
  @_disfavoredOverload
  public static func ideal(_ value: Int) -> Self { Self(ideal: UInt32(clamping: value)) }
}
