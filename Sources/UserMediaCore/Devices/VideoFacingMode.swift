/// Where a camera looks, as its user sees it (Media Capture and Streams, `VideoFacingModeEnum`).
public enum VideoFacingMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// At the user.
  case user
  /// Away from the user.
  case environment
  /// To the user's left.
  case left
  /// To the user's right.
  case right
}
