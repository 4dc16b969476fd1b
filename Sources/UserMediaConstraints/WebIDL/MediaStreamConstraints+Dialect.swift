import UserMediaCore

extension MediaStreamConstraints {
  /// Constraints in an outdated syntax, translated; `.auto` recognises which one.
  ///
  /// What could not be carried over is told by ``translate(_:from:to:options:)``, which this uses.
  /// - Throws: what it throws, TypeError as ``init(converting:)``, and `NotSupportedError` for a
  ///   request for the screen, which must never be answered by a camera.
  public init(
    _ value: ConstraintValue, dialect: Dialect, options: TranslationOptions = .init()
  ) throws {
    let current = try translate(value, from: dialect, to: .current, options: options).value
    for (kind, device) in [("video", "camera"), ("audio", "microphone")] {
      guard case .string(let source)? = current[kind]?["mediaSource"], source != device else {
        continue
      }
      throw DOMException(.notSupported, "\(kind).mediaSource \(source) is no \(device)")
    }
    try self.init(converting: current)
  }
}
