import UserMediaCore

extension MediaStreamConstraints {
  /// Constraints in an outdated syntax, translated; `.auto` recognises which one.
  ///
  /// What could not be carried over is told by ``translate(_:from:to:options:)``, which this uses.
  /// - Throws: what it throws, and TypeError as ``init(converting:)``.
  public init(
    _ value: ConstraintValue, dialect: Dialect, options: TranslationOptions = .init()
  ) throws {
    let current = try translateUnreviewed(
      value, from: dialect, to: .current, options: options
    ).value
    try self.init(converting: current)
  }
}
