import Logging
public import UserMedia
public import UserMediaConstraints
public import UserMediaCore

/// Logs failures that have no callback.
private let logger = Logger(label: "UserMedia.getUserMedia")

// Calls from old browsers that the current API lacks. Like those browsers, they throw immediately
// for requests for nothing and for malformed constraints.

extension Navigator {
  /// The call of the first drafts: a string says what is requested, `"video user, audio"`.
  ///
  /// Throws `NotSupportedError` immediately if the string names neither audio nor video.
  @available(
    *, deprecated, message: "use MediaStreamConstraints(audio:video:)"
  )
  public func getUserMedia(
    _ options: String, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) throws {
    let constraints = LegacyConstraints.string(options)
    try check(constraints, .string)
    getUserMedia(constraints, success, failure)
  }

  /// The same without a failure callback, which was optional until 2013.
  @available(
    *, deprecated, message: "use MediaStreamConstraints(audio:video:)"
  )
  public func getUserMedia(
    _ options: String, _ success: @escaping @Sendable (MediaStream) -> Void
  ) throws {
    try getUserMedia(options, success, logFailure)
  }

  /// The call without a failure callback, which was optional until 2013. Failures are logged.
  ///
  /// Throws `NotSupportedError` immediately if nothing is requested.
  @available(*, deprecated, message: "add a failure callback, or use mediaDevices.getUserMedia(_:)")
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void
  ) throws {
    try check(constraints, .auto)
    getUserMedia(constraints, success, logFailure)
  }

  /// Chrome's call without a failure callback. Failures are logged.
  ///
  /// Throws `SyntaxError` immediately if nothing is requested, as Chrome did to version 49.
  @available(*, deprecated, message: "add a failure callback, or use mediaDevices.getUserMedia(_:)")
  public func webkitGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void
  ) throws {
    try check(constraints, .webkit)
    webkitGetUserMedia(constraints, success, logFailure)
  }

  /// Firefox's call without a failure callback. Failures are logged.
  ///
  /// Throws `NotSupportedError` immediately if nothing is requested.
  @available(*, deprecated, message: "add a failure callback, or use mediaDevices.getUserMedia(_:)")
  public func mozGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void
  ) throws {
    try check(constraints, .moz)
    mozGetUserMedia(constraints, success, logFailure)
  }

  /// Firefox's call before version 34, whose failure callback received a string:
  /// `"PERMISSION_DENIED"`, `"NO_DEVICES_FOUND"`, `"HARDWARE_UNAVAILABLE"`.
  ///
  /// Throws `NotSupportedError` immediately if nothing is requested.
  @available(*, deprecated, message: "take an error object: { (error: MediaStreamError) in … }")
  @_disfavoredOverload
  public func mozGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: (@Sendable (_ error: String) -> Void)?
  ) throws {
    try check(constraints, .moz)
    mozGetUserMedia(constraints, success) { error in
      failure?(Self.oldName(of: error.name, from: .moz, to: .mozMandatory))
    }
  }

  /// The drafts' call of 2011 and 2012, whose failure callback received a number: 1 if permission
  /// was denied or there is no device, 3 if no device meets the constraints.
  ///
  /// Throws `NotSupportedError` immediately if nothing is requested.
  @available(*, deprecated, message: "take an error object: { (error: any NamedError) in … }")
  @_disfavoredOverload
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: (@Sendable (_ code: Int) -> Void)?
  ) throws {
    try check(constraints, .auto)
    getUserMedia(constraints, success) { error in
      failure?(Int(Self.oldName(of: error.name, from: .auto, to: .string)) ?? 0)
    }
  }

  private static func oldName(of name: String, from own: Dialect, to old: Dialect) -> String {
    ErrorNames.legacy(for: ErrorNames.current(for: name, dialect: own), dialect: old)
  }

  /// Throws what old browsers threw before calling back.
  private func check(_ constraints: LegacyConstraints, _ dialect: Dialect) throws {
    do {
      let syntax = dialect == .webkit ? constraints.webkitDialect : dialect
      try RequestConstraints.legacy(constraints, syntax).requested().check()
    } catch let error as TypeError {
      throw DOMException(
        name: dialect == .webkit ? "SyntaxError" : DOMException.Name.notSupported.rawValue,
        message: error.message)
    }
  }

  /// Replaces a missing failure callback: logs the error.
  private func logFailure(_ error: any NamedError) {
    logger.warning("getUserMedia failed without a failure callback: \(error)")
  }
}
