package import UserMediaCore

/// The constrainable properties (Media Capture and Streams, 4.3.8; MediaStream Image Capture, 8;
/// Screen Capture, 5.4), and one that no specification defines, ``powerLineFrequency``.
public enum ConstrainableProperty: String, Hashable, Sendable, CaseIterable {
  /// The width of the picture, in pixels.
  case width
  /// The height of the picture, in pixels.
  case height
  /// Width divided by height.
  case aspectRatio
  /// Frames per second.
  case frameRate
  /// The direction the camera faces: ``VideoFacingMode``.
  case facingMode
  /// How the track's size and rate are produced: ``VideoResizeMode``.
  case resizeMode
  /// Samples per second per channel, in hertz.
  case sampleRate
  /// Bits per sample.
  case sampleSize
  /// Whether echo is cancelled, or which: ``EchoCancellationMode``.
  case echoCancellation
  /// Whether the gain follows the volume.
  case autoGainControl
  /// Whether background noise is removed.
  case noiseSuppression
  /// The duration of a chunk of audio, in seconds.
  case latency
  /// The number of audio channels.
  case channelCount
  /// The id of the device, in the scope of the program's ``DeviceIdentity``.
  case deviceId
  /// The id shared by the devices of one piece of hardware.
  case groupId
  /// Whether the background is blurred. No device can set it.
  case backgroundBlur
  /// How white balance is controlled: ``MeteringMode``.
  case whiteBalanceMode
  /// How exposure is controlled: ``MeteringMode``.
  case exposureMode
  /// How focus is controlled: ``MeteringMode``.
  case focusMode
  /// Exposure compensation relative to automatic exposure, in EV.
  case exposureCompensation
  /// Exposure time, in units of 100 microseconds.
  case exposureTime
  /// White balance, in kelvin.
  case colorTemperature
  /// Sensitivity (ISO 12232).
  case iso
  /// Brightness, in the camera's own units.
  case brightness
  /// Contrast, in the camera's own units.
  case contrast
  /// Saturation, in the camera's own units.
  case saturation
  /// Sharpness, in the camera's own units.
  case sharpness
  /// The distance in focus, in the camera's own units.
  case focusDistance
  /// Horizontal rotation, in arc seconds; positive is clockwise seen from above.
  case pan
  /// Vertical rotation, in arc seconds; positive is upward.
  case tilt
  /// The zoom factor, in the camera's own units.
  case zoom
  /// Whether the light is on.
  case torch
  /// The mains frequency whose flicker is suppressed, in hertz; 0 for none.
  case powerLineFrequency
  /// The kind of surface captured: ``DisplayCaptureSurfaceType``.
  case displaySurface
  /// Whether parts of the surface that are covered are captured too.
  case logicalSurface
  /// When the cursor is in the picture: ``CursorCaptureConstraint``.
  case cursor

  /// The type of the property's constraint.
  package enum ValueType: Hashable, Sendable {
    case unsignedLong, double, boolean, string, booleanOrString, booleanOrDouble
  }

  /// The type of the property's constraint.
  package var valueType: ValueType {
    switch self {
    case .width, .height, .sampleRate, .sampleSize, .channelCount: .unsignedLong
    case .aspectRatio, .frameRate, .latency, .exposureCompensation, .exposureTime,
      .colorTemperature, .iso, .brightness, .contrast, .saturation, .sharpness, .focusDistance,
      .powerLineFrequency:
      .double
    case .autoGainControl, .noiseSuppression, .backgroundBlur, .torch, .logicalSurface: .boolean
    case .facingMode, .resizeMode, .deviceId, .groupId, .whiteBalanceMode, .exposureMode,
      .focusMode, .displaySurface, .cursor:
      .string
    case .echoCancellation: .booleanOrString
    case .pan, .tilt, .zoom: .booleanOrDouble
    }
  }

  /// The camera control behind the property, if any.
  package var cameraControl: CameraControl? { CameraControl(rawValue: rawValue) }

  /// Whether any device can have a setting for it. No driver blurs the background.
  package var canBeSet: Bool { self != .backgroundBlur }

  /// Whether tracks of a kind have the property; constraints on others are ignored (Media Capture
  /// and Streams, 10.2, step 6.3).
  package func applies(to kind: MediaDeviceKind) -> Bool {
    switch self {
    case .deviceId, .groupId: true
    case .sampleRate, .sampleSize, .echoCancellation, .autoGainControl, .noiseSuppression,
      .latency, .channelCount:
      kind == .audioinput
    default: kind == .videoinput
    }
  }

  /// Whether tracks of a screen or a window have the property (Screen Capture, 5.4).
  package var appliesToDisplays: Bool {
    switch self {
    case .width, .height, .aspectRatio, .frameRate, .resizeMode, .deviceId, .groupId,
      .displaySurface, .logicalSurface, .cursor:
      true
    default: false
    }
  }

  /// Whether a constraint on the property affects a track of a screen or window. One on its kind
  /// only states a preference and must not make a request fail.
  package var constrainsDisplays: Bool { appliesToDisplays && self != .displaySurface }

  /// Whether `getUserMedia` accepts the property as a requirement (Media Capture and Streams, 10.2,
  /// the allowed required constraints for device selection).
  package var mayBeRequiredForSelection: Bool {
    switch self {
    case .width, .height, .aspectRatio, .frameRate, .facingMode, .resizeMode, .sampleRate,
      .sampleSize, .echoCancellation, .autoGainControl, .noiseSuppression, .latency, .channelCount,
      .deviceId, .groupId:
      true
    default: false
    }
  }
}
