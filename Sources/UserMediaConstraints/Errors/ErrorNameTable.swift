/// A historical name of an error and its current one.
package struct ErrorNameRule: Hashable, Sendable {
  /// The historical name, code or string.
  package let name: String
  /// The current name; `"TypeError"` is not that of a ``DOMException``.
  package let current: String
  /// The dialects whose browsers used it; elsewhere the name is returned unchanged.
  package let dialects: [Dialect]
}

/// Every historical name of an error of `getUserMedia`, with its current name.
///
/// From adapter.js's tables for Chrome, Firefox and Edge, the drafts of 2011 to 2016, and the codes
/// of 2012 that sample code relied on.
package let errorNameTable: [ErrorNameRule] =
  rules(
    to: "NotAllowedError",
    [
      "PermissionDeniedError", "PermissionDismissedError", "PERMISSION_DENIED", "1",
      "MediaDeviceFailedDueToShutdown", "MediaDeviceKillSwitchOn", "InvalidSecurityOriginError",
    ])
  + rules(to: "NotAllowedError", in: [.webkit], ["InvalidStateError"])
  + rules(to: "NotAllowedError", in: [.moz, .mozMandatory], ["SecurityError"])
  + rules(
    to: "NotFoundError", ["DevicesNotFoundError", "NO_DEVICES_FOUND", "NoDevicesFoundError"])
  + rules(
    to: "OverconstrainedError",
    [
      "ConstraintNotSatisfiedError", "CONSTRAINT_NOT_SATISFIED", "MANDATORY_UNSATISFIED_ERR",
      "MANDATORY_UNSATISFIED_ERROR", "MandatoryUnsatisfiedError", "3",
    ])
  + rules(
    to: "NotReadableError", ["TrackStartError", "SourceUnavailableError", "HARDWARE_UNAVAILABLE"])
  + rules(to: "NotReadableError", in: [.moz, .mozMandatory], ["InternalError"])
  + rules(
    to: "AbortError",
    ["TabCaptureError", "ScreenCaptureError", "DeviceCaptureError", "UNKNOWN_ERROR"])
  + rules(to: "TypeError", ["NOT_SUPPORTED_ERR", "NOT_SUPPORTED_ERROR", "2"])
  + rules(to: "TypeError", in: [.webkit], ["SyntaxError"])
  + rules(to: "TypeError", in: [.moz, .mozMandatory], ["NotSupportedError"])
  + rules(to: "NotSupportedError", ["MediaDeviceNotSupported"])

private func rules(
  to current: String, in dialects: [Dialect] = Dialect.allCases, _ names: [String]
) -> [ErrorNameRule] {
  names.map { ErrorNameRule(name: $0, current: current, dialects: dialects) }
}
