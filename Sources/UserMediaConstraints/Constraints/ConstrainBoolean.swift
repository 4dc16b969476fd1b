/// A constraint on a boolean (Media Capture and Streams, `ConstrainBoolean`).
///
/// A literal is a bare value: a preference, or inside `advanced` a requirement.
public struct ConstrainBoolean: Hashable, Sendable, ExpressibleByBooleanLiteral {
  /// The only acceptable value.
  public var exact: Bool?
  /// The preferred value.
  public var ideal: Bool?
  /// Whether ``ideal`` was written bare, without a dictionary around it.
  package var isBare: Bool

  /// A bare value.
  public init(_ value: Bool) {
    ideal = value
    isBare = true
  }

  /// A bare value.
  public init(booleanLiteral value: Bool) { self.init(value) }

  /// A dictionary; empty, it requests nothing.
  public init(exact: Bool? = nil, ideal: Bool? = nil) {
    self.exact = exact
    self.ideal = ideal
    isBare = false
  }

  /// `{"exact": value}`.
  public static func exact(_ value: Bool) -> Self { Self(exact: value) }

  /// `{"ideal": value}`.
  public static func ideal(_ value: Bool) -> Self { Self(ideal: value) }
}
