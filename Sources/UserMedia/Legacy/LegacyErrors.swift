import UserMediaConstraints
package import UserMediaCore

/// An error with the name that a legacy dialect gives it, and the constraint that failed.
package protocol DialectError: NamedError {
  /// The constraint that could not be met; otherwise empty.
  var constraintName: String { get }
}

extension NavigatorUserMediaError: DialectError {}
extension MediaStreamError: DialectError {}

extension Error {
  /// The error in the form that callers of a dialect's entry point expect.
  func shaped(for dialect: Dialect, _ constraints: RequestConstraints) -> any NamedError {
    guard let error = self as? any NamedError else {
      return DOMException(.unknown, "\(self)")
    }
    switch dialect {
    case .webkit:
      return NavigatorUserMediaError(
        name: ErrorNames.legacy(for: error.name, dialect: dialect), message: error.message,
        constraintName: constraints.failedKey(error, dialect))
    case .moz, .mozMandatory:
      return MediaStreamError(
        name: ErrorNames.legacy(for: error.name, dialect: dialect), message: error.message,
        constraintName: constraints.failedKey(error, dialect))
    case .current, .string, .auto:
      return error
    }
  }

  /// The current error equivalent to an entry point's failure.
  ///
  /// Failures of a current entry point pass through unchanged: the MDN page's polyfill does not
  /// translate either.
  func modernized(from dialect: Dialect) -> any Error {
    if dialect == .current { return self }
    guard let error = self as? any DialectError else { return self }
    return Self.modern(error.name, error.message, error.constraintName, dialect)
  }

  private static func modern(
    _ legacyName: String, _ message: String, _ constraintName: String, _ dialect: Dialect
  ) -> any Error {
    // Firefox also used NotFoundError for an unmet constraint, and named the constraint.
    let name =
      constraintName.isEmpty
      ? ErrorNames.current(for: legacyName, dialect: dialect)
      : DOMException.Name.overconstrained.rawValue
    switch name {
    case "TypeError": return TypeError(message)
    case DOMException.Name.overconstrained.rawValue:
      let reason =
        message.isEmpty
        ? "a required constraint is not met (the entry point gave no reason)" : message
      return OverconstrainedError(
        constraint: ConstraintNames.current(for: constraintName), message: reason)
    default: return DOMException(name: name, message: message)
    }
  }
}

extension RequestConstraints {
  /// The key that failed, as the caller wrote it; empty if the error names none.
  fileprivate func failedKey(_ error: any NamedError, _ dialect: Dialect) -> String {
    guard let error = error as? OverconstrainedError else { return "" }
    guard case .legacy(let value, _) = self else { return error.constraint }
    return ConstraintNames.legacy(for: error.constraint, in: value, dialect: dialect)
  }
}
