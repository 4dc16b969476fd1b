import Dispatch
public import UserMediaConstraints
public import UserMediaCore

extension Navigator {
  /// Requests a stream and calls back (Media Capture and Streams, 10.3, the legacy interface).
  ///
  /// Calls exactly one of `success` and `failure`, once, on ``callbackQueue``, after this call has
  /// returned. `failure` receives a TypeError, an OverconstrainedError or a DOMException.
  public func getUserMedia(
    _ constraints: MediaStreamConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .typed(constraints), success, failure)
  }

  /// The same with constraints in a legacy syntax; the dialect is detected.
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .legacy(constraints, .auto), success, failure)
  }

  /// Chrome's and Opera's call: constraints with `mandatory` and `optional`, or the string that
  /// early WebKit took: `"video user, audio"`.
  public func webkitGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (NavigatorUserMediaError) -> Void
  ) {
    call(entryPoints.webkitGetUserMedia, .legacy(constraints, constraints.webkitDialect), success) {
      error in
      failure(
        error as? NavigatorUserMediaError
          ?? NavigatorUserMediaError(name: error.name, message: error.message))
    }
  }

  /// Firefox's call: constraints with `require`.
  public func mozGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (MediaStreamError) -> Void
  ) {
    call(entryPoints.mozGetUserMedia, .legacy(constraints, .moz), success) { error in
      failure(
        error as? MediaStreamError ?? MediaStreamError(name: error.name, message: error.message))
    }
  }

  /// Microsoft's call, which feature tests in old code check for: the current syntax.
  public func msGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.msGetUserMedia, .legacy(constraints, .current), success, failure)
  }

  /// Calls an entry point. Passes what it throws to `failure`, after this call has returned.
  private func call(
    _ entryPoint: EntryPoint?, _ constraints: RequestConstraints,
    _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    let fail: EntryPoint.Failure = { error in
      failure(error as? any NamedError ?? DOMException(.unknown, "\(error)"))
    }
    guard let entryPoint else {
      return callbackQueue.asyncTurn { fail(NotImplementedError()) }
    }
    do {
      _ = try entryPoint.begin(constraints, success, fail)
    } catch {
      callbackQueue.asyncTurn { fail(error) }
    }
  }
}

extension LegacyConstraints {
  /// The dialect of the constraints passed to WebKit's call.
  var webkitDialect: Dialect {
    if case .string = self { .string } else { .webkit }
  }
}
