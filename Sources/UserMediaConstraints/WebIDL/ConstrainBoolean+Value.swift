extension ConstrainBoolean {
  /// Web IDL's conversion of a boolean or a dictionary.
  public init(converting value: ConstraintValue) {
    switch value {
    case .null, .array: self.init()
    case .object(let members):
      self.init(exact: members["exact"]?.toBoolean, ideal: members["ideal"]?.toBoolean)
    default: self.init(value.toBoolean)
    }
  }

  /// The constraint as it was written.
  public var value: ConstraintValue {
    .form(
      isBare, exact: exact.map(ConstraintValue.bool), ideal: ideal.map(ConstraintValue.bool))
  }
}
