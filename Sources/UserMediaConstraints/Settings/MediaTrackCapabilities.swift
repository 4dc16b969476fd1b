public import UserMediaCore

/// What a track's device could do (Media Capture and Streams, `MediaTrackCapabilities`); a member
/// that does not apply, or is unknown, is `nil`.
public struct MediaTrackCapabilities: Hashable, Sendable {
  /// Pixels across: 1 to the widest mode.
  public var width: ClosedRange<Int>?
  /// Pixels down: 1 to the highest mode.
  public var height: ClosedRange<Int>?
  /// Width divided by height.
  public var aspectRatio: ClosedRange<Double>?
  /// Frames a second: 0 to the fastest mode.
  public var frameRate: ClosedRange<Double>?
  /// Where the camera can look.
  public var facingMode: [VideoFacingMode]?
  /// The ways to get a size and rate.
  public var resizeMode: [VideoResizeMode]?
  /// Samples a second, in hertz.
  public var sampleRate: ClosedRange<Int>?
  /// Bits of a sample.
  public var sampleSize: ClosedRange<Int>?
  /// The choices of echo cancellation.
  public var echoCancellation: [BooleanOrDOMString]?
  /// The choices of automatic gain control.
  public var autoGainControl: [Bool]?
  /// The choices of noise suppression.
  public var noiseSuppression: [Bool]?
  /// Seconds from sound to delivery.
  public var latency: ClosedRange<Double>?
  /// Channels.
  public var channelCount: ClosedRange<Int>?
  /// Which device.
  public var deviceId: String?
  /// Which physical device.
  public var groupId: String?
  /// What kind of surface is captured; `nil` for a camera.
  public var displaySurface: DisplayCaptureSurfaceType?
  /// Whether all of the surface is captured, also what others cover; `nil` for a camera.
  public var logicalSurface: Bool?
  /// When the cursor can be in the picture; `nil` for a camera.
  public var cursor: [CursorCaptureConstraint]?
  /// What a camera's controls can be set to.
  package var controls: [CameraControl: CameraControlRange] = [:]

  /// Capabilities of which none is known.
  public init() {}
}
