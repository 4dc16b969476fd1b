/// What a request asks for (Media Capture and Streams, `MediaStreamConstraints`), in the current
/// syntax.
///
/// ```swift
/// MediaStreamConstraints(audio: true, video: .init(width: 1280, height: .init(min: 720)))
/// ```
///
/// What is no literal says what it is: `audio: .boolean(isLoud)`, `width: .init(width)`,
/// `deviceId: .exact(id)`.
public struct MediaStreamConstraints: Hashable, Sendable {
  /// Sound.
  public var audio: BooleanOrMediaTrackConstraints
  /// Pictures.
  public var video: BooleanOrMediaTrackConstraints

  /// A request; what is left out is not requested.
  public init(
    audio: BooleanOrMediaTrackConstraints = false, video: BooleanOrMediaTrackConstraints = false
  ) {
    self.audio = audio
    self.video = video
  }
}
