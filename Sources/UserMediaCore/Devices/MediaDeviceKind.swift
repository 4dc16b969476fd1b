/// The kind of media a device captures or plays (Media Capture and Streams, `MediaDeviceKind`).
public enum MediaDeviceKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// A microphone.
  case audioinput
  /// A loudspeaker or headphones.
  case audiooutput
  /// A camera.
  case videoinput
}
