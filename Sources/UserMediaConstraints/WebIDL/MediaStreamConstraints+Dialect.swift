import UserMediaCore

extension MediaStreamConstraints {
  /// Translates constraints from an outdated syntax; `.auto` detects which one.
  ///
  /// To learn what could not be translated, use ``Translation/init(_:from:to:options:)``.
  /// - Throws: What that and ``init(converting:)`` throw.
  public init(
    _ value: ConstraintValue, dialect: Dialect, options: TranslationOptions = .init()
  ) throws {
    let current = try Translation.unreviewed(
      value, from: dialect, to: .current, options: options
    ).value
    try self.init(converting: current)
  }
}
