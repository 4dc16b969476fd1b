public import UserMediaConstraints

extension MediaDevices {
  /// Asks for a screen or a window (Screen Capture, 5.1, `getDisplayMedia`).
  ///
  /// Which one, the permission policy decides each time; by default it is the whole screen, or the
  /// first of the kind that `displaySurface` prefers. The picture is scaled as a whole and never
  /// cropped. There is no audio track.
  ///
  /// Throws `TypeError` for `video: false`, and for `min`, `exact` and `advanced`, which cannot
  /// tell a person what to choose; a ``DOMException`` named `NotFoundError` where there is no
  /// display, `NotSupportedError` in a build without the package trait `Screen`, `NotAllowedError`
  /// when nothing may be captured, and `NotReadableError`. A cancelled task gets
  /// `CancellationError`.
  public func getDisplayMedia(
    _ options: DisplayMediaStreamOptions = .init()
  ) async throws -> MediaStream {
    try await request(.display(options))
  }

  /// The same as a promise, whose reactions run on the navigator's queue.
  public func getDisplayMedia(
    _ options: DisplayMediaStreamOptions = .init()
  ) -> Promise<MediaStream> {
    request(.display(options))
  }
}
