import Dispatch
public import UserMediaConstraints
public import UserMediaCore

// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension Navigator {
  /// Requests a stream and calls back (Media Capture and Streams, 10.3, the legacy interface).
  ///
  /// Calls exactly one of `success` and `failure`, once, on ``callbackQueue``, after this call has
  /// returned. `failure` receives a TypeError, an OverconstrainedError or a DOMException.
  @_disfavoredOverload
  public func getUserMedia(
    _ constraints: MediaStreamConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .typed(constraints), success, failure)
  }

  /// The same with constraints in a legacy syntax; the dialect is detected.
  @_disfavoredOverload
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .legacy(constraints, .auto), success, failure)
  }

  /// Chrome's and Opera's call: constraints with `mandatory` and `optional`, or the string that
  /// early WebKit took: `"video user, audio"`.
  @_disfavoredOverload
  public func webkitGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (NavigatorUserMediaError) -> Void
  ) {
    let request = RequestConstraints.legacy(constraints, constraints.webkitDialect)
    call(entryPoints.webkitGetUserMedia, request, success) { failure(NavigatorUserMediaError($0)) }
  }

  /// Firefox's call: constraints with `require`.
  @_disfavoredOverload
  public func mozGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (MediaStreamError) -> Void
  ) {
    call(entryPoints.mozGetUserMedia, .legacy(constraints, .moz), success) {
      failure(MediaStreamError($0))
    }
  }

  /// Microsoft's call, which feature tests in old code check for: the current syntax.
  @_disfavoredOverload
  public func msGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (any NamedError) -> Void
  ) {
    call(entryPoints.msGetUserMedia, .legacy(constraints, .current), success, failure)
  }

  /// Calls an entry point. Passes what it throws to `failure`, after this call has returned.
  package func call(
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
  package var webkitDialect: Dialect {
    if case .string = self { .string } else { .webkit }
  }
}
