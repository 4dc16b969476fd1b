public import UserMediaCore

/// How a track is configured (Media Capture and Streams, `MediaTrackSettings`); a member that does
/// not apply is `nil`, and left out when it is coded, as in a page's JSON.
public struct MediaTrackSettings: Hashable, Sendable, Codable {
  /// Pixels across.
  public var width: Int?
  /// Pixels down.
  public var height: Int?
  /// Width divided by height, rounded to ten decimals.
  public var aspectRatio: Double?
  /// Frames a second, as configured and not as measured.
  public var frameRate: Double?
  /// Where the camera looks.
  public var facingMode: VideoFacingMode?
  /// Whether the size and rate are the camera's own.
  public var resizeMode: VideoResizeMode?
  /// Samples a second of each channel, in hertz.
  public var sampleRate: Int?
  /// Bits of a sample.
  public var sampleSize: Int?
  /// Whether, and how, echo is cancelled.
  public var echoCancellation: BooleanOrDOMString?
  /// Whether gain is controlled automatically.
  public var autoGainControl: Bool?
  /// Whether noise is suppressed.
  public var noiseSuppression: Bool?
  /// Seconds from sound to delivery, as configured.
  public var latency: Double?
  /// Channels.
  public var channelCount: Int?
  /// Which device.
  public var deviceId: String?
  /// Which physical device.
  public var groupId: String?

  /// Settings of which none applies.
  public init() {}

  /// Width divided by height as the specification rounds it: to ten decimals.
  package static func aspectRatio(_ width: Int, _ height: Int) -> Double {
    (Double(width) / Double(height) * 1e10).rounded() / 1e10
  }
}

/// Where a track's size and rate come from (Media Capture and Streams, `VideoResizeModeEnum`).
public enum VideoResizeMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// The camera's own mode.
  case none
  /// Cropped, scaled down or decimated by this library.
  case cropAndScale = "crop-and-scale"
}
