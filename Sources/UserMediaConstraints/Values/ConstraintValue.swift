/// Constraints in any dialect, as the JavaScript value that a page would have written.
///
/// Literals look like the old code: `["video": ["mandatory": ["minWidth": 640]]]`.
public enum ConstraintValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// An ECMAScript Number.
  case number(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([ConstraintValue])
  /// An object, whose members keep the order in which they were written.
  case object(Members)

  /// The value of a member; `nil` if this is not an object or has no such member.
  public subscript(key: String) -> ConstraintValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The members of an object; `nil` otherwise.
  public var members: Members? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// The argument of a legacy entry point: constraints in an outdated syntax.
public typealias LegacyConstraints = ConstraintValue

extension ConstraintValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: ConstraintValue...) { self = .array(elements) }
  /// An object; if a key repeats, the last value replaces the first.
  public init(dictionaryLiteral elements: (String, ConstraintValue)...) {
    self = .object(Members(elements))
  }
}
