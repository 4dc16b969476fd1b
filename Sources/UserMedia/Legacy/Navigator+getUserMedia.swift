import Dispatch
public import UserMediaConstraints
public import UserMediaCore

extension Navigator {
  /// Asks for a stream and calls back (Media Capture and Streams, 10.3, the legacy interface).
  ///
  /// Exactly one of `success` and `failure` is called, once, on ``callbackQueue``, after this call
  /// has returned. `failure` gets a TypeError, an OverconstrainedError or a DOMException.
  public func getUserMedia(
    _ constraints: MediaStreamConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .typed(constraints), success, failure)
  }

  /// The same with constraints as old code wrote them; their dialect is recognised.
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .legacy(constraints, .auto), success, failure)
  }

  /// Chrome's and Opera's call: constraints with `mandatory` and `optional`, or as WebKit took them
  /// first, a string: `"video user, audio"`.
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

  /// Microsoft's call, which feature tests of old code look for: the current syntax.
  public func msGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.msGetUserMedia, .legacy(constraints, .current), success, failure)
  }

  /// Calls an entry point so that what it throws reaches `failure`, and not before this has
  /// returned.
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
  /// The syntax in which WebKit's call reads the constraints.
  var webkitDialect: Dialect {
    if case .string = self { .string } else { .webkit }
  }
}
