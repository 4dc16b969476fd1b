public import UserMedia
public import UserMediaConstraints
public import UserMediaCore

/// What old failure callbacks received before there were error objects: a number, a string, or an
/// object with any of `code`, `name`, `message` and `constraintName`.
///
/// A custom ``EntryPoint`` fails with it; the promise is then rejected with the equivalent current
/// error.
public enum LegacyError: NamedError, DialectError, Hashable {
  /// The drafts of 2011 and 2012: 1 for a denied permission.
  case code(Int)
  /// Firefox before 34: `"PERMISSION_DENIED"`.
  case string(String)
  /// Chrome and the drafts: `{"name": "PermissionDeniedError"}`, `{"code": 1}`.
  case object(ConstraintValue)

  /// The name, string or number.
  public var name: String {
    switch self {
    case .code(let code): "\(code)"
    case .string(let string): string
    case .object(let value):
      value.string("name") ?? value.code.map { "\($0)" } ?? DOMException.Name.unknown.rawValue
    }
  }

  /// The object's `message`; otherwise empty.
  public var message: String {
    if case .object(let value) = self { value.string("message") ?? "" } else { "" }
  }

  /// The object's `constraintName` or `constraint`; otherwise empty.
  public var constraintName: String {
    guard case .object(let value) = self else { return "" }
    return value.string("constraintName") ?? value.string("constraint") ?? ""
  }
}

extension ConstraintValue {
  fileprivate func string(_ key: String) -> String? {
    if case .string(let string)? = self[key], !string.isEmpty { string } else { nil }
  }

  fileprivate var code: Int? {
    if case .number(let number)? = self["code"] { Int(exactly: number) } else { nil }
  }
}
