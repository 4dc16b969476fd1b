/// The names of errors in each dialect.
public enum ErrorNames {
  /// The current name of an error that a dialect's browsers named differently: `NotAllowedError` for
  /// `PermissionDeniedError`, `PERMISSION_DENIED` or the code `1`; any other name is returned
  /// unchanged.
  ///
  /// With ``Dialect/auto``, names whose meaning differs between browsers are returned unchanged.
  public static func current(for name: String, dialect: Dialect) -> String {
    errorNameTable.first {
      $0.name == name
        && ($0.dialects.contains(dialect) && (dialect != .auto || $0.dialects.count > 2))
    }?.current ?? name
  }

  /// The name that a dialect's browsers gave an error: for `NotAllowedError`, `PermissionDeniedError`
  /// in Chrome and Firefox 34, the string `PERMISSION_DENIED` in Firefox before that, the code `1` in
  /// the drafts of 2011.
  ///
  /// A name that the dialect did not rename is returned unchanged.
  public static func legacy(for name: String, dialect: Dialect) -> String {
    switch dialect {
    case .auto, .current: name
    case .webkit: chromeErrorNames[name] ?? name
    case .moz: mozErrorNames[name] ?? name
    case .mozMandatory: mozStringErrors[name] ?? name
    case .string: draftErrorNames[name] ?? name
    }
  }
}

/// Chrome before 64.
package let chromeErrorNames: [String: String] = [
  "NotAllowedError": "PermissionDeniedError",
  "NotFoundError": "DevicesNotFoundError",
  "OverconstrainedError": "ConstraintNotSatisfiedError",
  "NotReadableError": "TrackStartError",
  "AbortError": "DeviceCaptureError",
  "SecurityError": "PermissionDeniedError",
  "TypeError": "SyntaxError",
]

/// Firefox 34 to 41.
package let mozErrorNames: [String: String] = [
  "NotAllowedError": "PermissionDeniedError",
  "OverconstrainedError": "NotFoundError",
  "NotReadableError": "SourceUnavailableError",
  "SecurityError": "PermissionDeniedError",
  "TypeError": "NotSupportedError",
]

/// Firefox before 34, which reported a plain string.
package let mozStringErrors: [String: String] = [
  "NotAllowedError": "PERMISSION_DENIED",
  "NotFoundError": "NO_DEVICES_FOUND",
  "OverconstrainedError": "NO_DEVICES_FOUND",
  "NotReadableError": "HARDWARE_UNAVAILABLE",
  "AbortError": "UNKNOWN_ERROR",
  "SecurityError": "PERMISSION_DENIED",
  "TypeError": "NOT_SUPPORTED_ERR",
]

/// The drafts of 2011 and 2012, which had codes, and one exception.
package let draftErrorNames: [String: String] = [
  "NotAllowedError": "1",
  "NotFoundError": "1",
  "OverconstrainedError": "3",
  "NotReadableError": "1",
  "AbortError": "1",
  "SecurityError": "1",
  "TypeError": "NOT_SUPPORTED_ERR",
]
