/// A constraint on a string (Media Capture and Streams, `ConstrainDOMString`).
///
/// A literal is a bare value: a preference, or inside `advanced` a requirement. Any
/// string of a list is acceptable; an empty list requests nothing.
public struct ConstrainDOMString: Hashable, Sendable {
  /// The only acceptable values.
  public var exact: DOMStringOrList?
  /// The preferred values.
  public var ideal: DOMStringOrList?
  /// Whether ``ideal`` was written bare, without a dictionary around it.
  package var isBare: Bool

  /// A bare value.
  public init(_ value: DOMStringOrList) {
    ideal = value
    isBare = true
  }

  /// A bare value.
  public init(_ value: String) { self.init(.string(value)) }

  /// A dictionary; empty, it requests nothing.
  public init(exact: DOMStringOrList? = nil, ideal: DOMStringOrList? = nil) {
    self.exact = exact
    self.ideal = ideal
    isBare = false
  }

  /// `{"exact": value}`.
  public static func exact(_ value: DOMStringOrList) -> Self { Self(exact: value) }

  /// `{"exact": value}`.
  public static func exact(_ value: String) -> Self { Self(exact: .string(value)) }

  /// `{"ideal": value}`.
  public static func ideal(_ value: DOMStringOrList) -> Self { Self(ideal: value) }

  /// `{"ideal": value}`.
  public static func ideal(_ value: String) -> Self { Self(ideal: .string(value)) }
}

/// A string, or a list of acceptable ones; kept as written.
public enum DOMStringOrList: Hashable, Sendable {
  /// One string.
  case string(String)
  /// A list.
  case list([String])

  /// The strings.
  public var values: [String] {
    switch self {
    case .string(let value): [value]
    case .list(let values): values
    }
  }
}

extension DOMStringOrList: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// One string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: String...) { self = .list(elements) }
}

extension ConstrainDOMString: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A bare string.
  public init(stringLiteral value: String) { self.init(.string(value)) }
  /// A bare list.
  public init(arrayLiteral elements: String...) { self.init(.list(elements)) }
}
