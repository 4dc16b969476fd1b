/// A constraint on a boolean or a named mode (Media Capture and Streams,
/// `ConstrainBooleanOrDOMString`).
public struct ConstrainBooleanOrDOMString: Hashable, Sendable {
  /// The only acceptable value.
  public var exact: BooleanOrDOMString?
  /// The preferred value.
  public var ideal: BooleanOrDOMString?
  /// Whether ``ideal`` was written bare, without a dictionary around it.
  package var isBare: Bool

  /// A bare value.
  public init(_ value: BooleanOrDOMString) {
    ideal = value
    isBare = true
  }

  /// A dictionary; empty, it requests nothing.
  public init(exact: BooleanOrDOMString? = nil, ideal: BooleanOrDOMString? = nil) {
    self.exact = exact
    self.ideal = ideal
    isBare = false
  }

  /// `{"exact": value}`.
  public static func exact(_ value: BooleanOrDOMString) -> Self { Self(exact: value) }

  /// `{"ideal": value}`.
  public static func ideal(_ value: BooleanOrDOMString) -> Self { Self(ideal: value) }
}

/// A boolean, or the name of a mode.
public enum BooleanOrDOMString: Hashable, Sendable {
  /// A boolean.
  case boolean(Bool)
  /// A mode: `"all"`, `"remote-only"`.
  case string(String)
}

extension BooleanOrDOMString: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A mode.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension ConstrainBooleanOrDOMString: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  /// A bare boolean.
  public init(booleanLiteral value: Bool) { self.init(.boolean(value)) }
  /// A bare mode.
  public init(stringLiteral value: String) { self.init(.string(value)) }
}
