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
  /// Frames per second, as configured and not as measured.
  public var frameRate: Double?
  /// Where the camera faces.
  public var facingMode: VideoFacingMode?
  /// Whether the size and rate are native or cropped, scaled or decimated.
  public var resizeMode: VideoResizeMode?
  /// Samples per second of each channel, in hertz.
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
  /// The device's id.
  public var deviceId: String?
  /// The id of the physical device.
  public var groupId: String?
  /// How white balance is set.
  public var whiteBalanceMode: MeteringMode?
  /// How exposure is set.
  public var exposureMode: MeteringMode?
  /// How focus is set.
  public var focusMode: MeteringMode?
  /// Exposure relative to the automatic one, in EV.
  public var exposureCompensation: Double?
  /// Exposure time, in units of 100 microseconds.
  public var exposureTime: Double?
  /// White balance, in kelvin.
  public var colorTemperature: Double?
  /// Sensitivity (ISO 12232).
  public var iso: Double?
  /// Brightness, in the device's units.
  public var brightness: Double?
  /// Contrast, in the device's units.
  public var contrast: Double?
  /// Saturation, in the device's units.
  public var saturation: Double?
  /// Sharpness, in the device's units.
  public var sharpness: Double?
  /// Focus distance, in the device's units.
  public var focusDistance: Double?
  /// Pan, in arc seconds, clockwise from above.
  public var pan: Double?
  /// Tilt, in arc seconds, upwards.
  public var tilt: Double?
  /// Zoom, in the device's units.
  public var zoom: Double?
  /// Whether the camera's light is on.
  public var torch: Bool?
  /// The mains whose flicker is suppressed, in hertz; 0 for none, `nil` also when the camera
  /// detects it automatically.
  public var powerLineFrequency: Double?
  /// What kind of surface is captured; `nil` for a camera.
  public var displaySurface: DisplayCaptureSurfaceType?
  /// Whether all of the surface is captured, including what other windows cover; `nil` for a
  /// camera.
  public var logicalSurface: Bool?
  /// When the cursor is in the picture; `nil` for a camera.
  public var cursor: CursorCaptureConstraint?

  /// Creates empty settings.
  public init() {}

  /// Width divided by height as the specification rounds it: to ten decimals.
  package static func aspectRatio(_ width: Int, _ height: Int) -> Double {
    (Double(width) / Double(height) * 1e10).rounded() / 1e10
  }
}

/// How a track's size and rate are produced (Media Capture and Streams, `VideoResizeModeEnum`).
public enum VideoResizeMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// A native mode of the camera.
  case none
  /// Cropped, scaled down or decimated by this library.
  case cropAndScale = "crop-and-scale"
}
