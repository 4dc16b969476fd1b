/// The direction a camera faces, from its user's viewpoint (Media Capture and Streams,
/// `VideoFacingModeEnum`).
public enum VideoFacingMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// Toward the user.
  case user
  /// Away from the user.
  case environment
  /// To the user's left.
  case left
  /// To the user's right.
  case right
}
