public import UserMedia
public import UserMediaConstraints
public import UserMediaCore

// The callback-style calls of UserMedia, with callbacks that are isolated to the main actor.
extension Navigator {
  /// Requests a stream and calls back on the main actor (Media Capture and Streams, 10.3).
  public func getUserMedia(
    _ constraints: MediaStreamConstraints, _ success: @escaping @MainActor (MediaStream) -> Void,
    _ failure: @escaping @MainActor (any NamedError) -> Void
  ) {
    call(entryPoints.getUserMedia, .typed(constraints), isolated(success), isolated(failure))
  }

  /// The same with constraints in a legacy syntax; the dialect is detected.
  public func getUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @MainActor (MediaStream) -> Void,
    _ failure: @escaping @MainActor (any NamedError) -> Void
  ) {
    call(
      entryPoints.getUserMedia, .legacy(constraints, .auto), isolated(success), isolated(failure))
  }

  /// Chrome's and Opera's call.
  public func webkitGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @MainActor (MediaStream) -> Void,
    _ failure: @escaping @MainActor (NavigatorUserMediaError) -> Void
  ) {
    call(
      entryPoints.webkitGetUserMedia, .legacy(constraints, constraints.webkitDialect),
      isolated(success), isolated { failure(NavigatorUserMediaError($0)) })
  }

  /// Firefox's call.
  public func mozGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @MainActor (MediaStream) -> Void,
    _ failure: @escaping @MainActor (MediaStreamError) -> Void
  ) {
    call(
      entryPoints.mozGetUserMedia, .legacy(constraints, .moz), isolated(success),
      isolated { failure(MediaStreamError($0)) })
  }

  /// Microsoft's call.
  public func msGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @MainActor (MediaStream) -> Void,
    _ failure: @escaping @MainActor (any NamedError) -> Void
  ) {
    call(
      entryPoints.msGetUserMedia, .legacy(constraints, .current), isolated(success),
      isolated(failure))
  }

  /// The function that calls a callback on the main actor.
  private func isolated<Argument: Sendable>(
    _ callback: @escaping @MainActor (Argument) -> Void
  ) -> @Sendable (Argument) -> Void {
    { [callbackQueue] argument in callbackQueue.runOnMainActor { callback(argument) } }
  }
}
