public import UserMediaConstraints

extension MediaDevices {
  /// Requests a screen or a window (Screen Capture, 5.1, `getDisplayMedia`).
  ///
  /// Each time, the permission policy decides which one; the default policy picks the whole screen,
  /// or the first surface of the kind preferred by `displaySurface`. The picture is scaled as a
  /// whole and never cropped. There is no audio track.
  ///
  /// Throws `TypeError` for `video: false`, and for `min`, `exact` and `advanced`, which must not
  /// influence the user's choice; a ``DOMException`` named `NotFoundError` if there is no display,
  /// `NotSupportedError` in a build without the package trait `Screen`, `NotAllowedError` if
  /// nothing may be captured, or `NotReadableError`. A cancelled task gets `CancellationError`.
  public func getDisplayMedia(
    _ options: DisplayMediaStreamOptions = .init()
  ) async throws -> MediaStream {
    try await request(.display(options))
  }
}
