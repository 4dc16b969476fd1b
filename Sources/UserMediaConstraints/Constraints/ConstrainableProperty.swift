package import UserMediaCore

/// The properties that constraints may name (Media Capture and Streams, 4.3.8; MediaStream Image
/// Capture, 8; Screen Capture, 5.4), and one that only cameras have a name for,
/// ``powerLineFrequency``.
public enum ConstrainableProperty: String, Hashable, Sendable, CaseIterable {
  case width, height, aspectRatio, frameRate, facingMode, resizeMode
  case sampleRate, sampleSize, echoCancellation, autoGainControl, noiseSuppression
  case latency, channelCount
  case deviceId, groupId
  case backgroundBlur
  case whiteBalanceMode, exposureMode, focusMode
  case exposureCompensation, exposureTime, colorTemperature, iso
  case brightness, contrast, saturation, sharpness, focusDistance
  case pan, tilt, zoom, torch
  case powerLineFrequency
  case displaySurface, logicalSurface, cursor

  /// What a constraint of the property is.
  package enum ValueType: Hashable, Sendable {
    case unsignedLong, double, boolean, string, booleanOrString, booleanOrDouble
  }

  /// What a constraint of the property is.
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

  /// The control of a camera that the property is.
  package var cameraControl: CameraControl? { CameraControl(rawValue: rawValue) }

  /// Whether any device can have a setting for it: nothing beneath blurs a background.
  package var canBeSet: Bool { self != .backgroundBlur }

  /// Whether tracks of a kind have the property; constraints on others are left out (Media Capture
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

  /// Whether a constraint of the property does anything to a track of a screen or a window: that on
  /// its kind only says which is preferred, and must not make a request fail.
  package var constrainsDisplays: Bool { appliesToDisplays && self != .displaySurface }

  /// Whether `getUserMedia` takes the property as required (Media Capture and Streams, 10.2, the
  /// allowed required constraints for device selection).
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
