public import UserMediaCore

/// The capabilities of a track's device (Media Capture and Streams, `MediaTrackCapabilities`); a
/// member that does not apply, or is unknown, is `nil`.
public struct MediaTrackCapabilities: Hashable, Sendable {
  /// Pixels across: 1 to the widest mode.
  public var width: ClosedRange<Int>?
  /// Pixels down: 1 to the highest mode.
  public var height: ClosedRange<Int>?
  /// Width divided by height.
  public var aspectRatio: ClosedRange<Double>?
  /// Frames per second: 0 to the fastest mode.
  public var frameRate: ClosedRange<Double>?
  /// The directions in which the camera can face.
  public var facingMode: [VideoFacingMode]?
  /// The ways to produce a size and rate.
  public var resizeMode: [VideoResizeMode]?
  /// Samples per second, in hertz.
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
  /// The device's id.
  public var deviceId: String?
  /// The id of the physical device.
  public var groupId: String?
  /// What kind of surface is captured; `nil` for a camera.
  public var displaySurface: DisplayCaptureSurfaceType?
  /// Whether all of the surface is captured, including what other windows cover; `nil` for a
  /// camera.
  public var logicalSurface: Bool?
  /// When the cursor can be in the picture; `nil` for a camera.
  public var cursor: [CursorCaptureConstraint]?
  /// The ranges of a camera's controls.
  package var controls: [CameraControl: CameraControlRange] = [:]

  /// Creates capabilities, all of them unknown.
  public init() {}
}
