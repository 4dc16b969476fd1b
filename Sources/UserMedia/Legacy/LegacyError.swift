public import UserMediaConstraints
public import UserMediaCore

/// What old failure callbacks got that was no error object yet: a number, a string, or an object
/// with any of `code`, `name`, `message` and `constraintName`.
///
/// An ``EntryPoint`` of a program's own fails with it; the promise is then rejected with the
/// current error that it stands for.
public enum LegacyError: NamedError, Hashable {
  /// The drafts of 2011 and 2012: 1 for a denied permission.
  case code(Int)
  /// Firefox before 34: `"PERMISSION_DENIED"`.
  case string(String)
  /// Chrome's and the drafts': `{"name": "PermissionDeniedError"}`, `{"code": 1}`.
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

  /// An object's `message`; empty otherwise.
  public var message: String {
    if case .object(let value) = self { value.string("message") ?? "" } else { "" }
  }

  /// An object's `constraintName` or `constraint`; empty otherwise.
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
