package import UserMediaCore

/// The constrainable properties (Media Capture and Streams, 4.3.8; MediaStream Image Capture, 8;
/// Screen Capture, 5.4), and one that no specification defines, ``powerLineFrequency``.
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
