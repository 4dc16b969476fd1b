/// The argument of `getUserMedia` in the current syntax (Media Capture and Streams,
/// `MediaStreamConstraints`).
///
/// ```swift
/// MediaStreamConstraints(audio: true, video: .init(width: 1280, height: .init(min: 720)))
/// ```
///
/// Variables need an initializer: `audio: .boolean(isLoud)`, `width: .init(width)`,
/// `deviceId: .exact(id)`.
public struct MediaStreamConstraints: Hashable, Sendable {
  /// The microphone.
  public var audio: BooleanOrMediaTrackConstraints
  /// The camera.
  public var video: BooleanOrMediaTrackConstraints

  /// Creates constraints; an omitted kind is not requested.
  public init(
    audio: BooleanOrMediaTrackConstraints = false, video: BooleanOrMediaTrackConstraints = false
  ) {
    self.audio = audio
    self.video = video
  }
}
