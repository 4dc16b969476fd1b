/// What can be set on a camera besides its mode, by the names of its constrainable properties
/// (MediaStream Image Capture, 8).
public enum CameraControl: String, Hashable, Sendable, CaseIterable {
  /// Who sets white balance, exposure and focus: a ``MeteringMode``.
  case whiteBalanceMode, exposureMode, focusMode
  /// Exposure relative to the automatic one, in EV.
  case exposureCompensation
  /// Exposure time, in units of 100 microseconds.
  case exposureTime
  /// White balance, in kelvin.
  case colorTemperature
  /// Sensitivity (ISO 12232).
  case iso
  /// In the camera's units, larger is more.
  case brightness, contrast, saturation, sharpness
  /// In the camera's units.
  case focusDistance
  /// Arc seconds, clockwise from above, and upwards.
  case pan, tilt
  /// In the camera's units.
  case zoom
  /// Whether the lamp is on: a boolean.
  case torch
  /// The mains whose flicker the camera suppresses, in hertz; 0 when it does not. It is no property
  /// of the specification's.
  case powerLineFrequency
}

/// Who sets a property of the picture (MediaStream Image Capture, `MeteringMode`).
public enum MeteringMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// The property is off.
  case none
  /// The program.
  case manual
  /// The camera, once.
  case singleShot = "single-shot"
  /// The camera, all the time.
  case continuous
}

/// What a camera's control is set to.
public enum CameraControlValue: Hashable, Sendable {
  /// In the unit of the property.
  case number(Double)
  /// Of a property that says who sets another.
  case mode(MeteringMode)
  /// On or off.
  case boolean(Bool)
}

/// Values of some of a camera's controls.
public typealias CameraControlSettings = [CameraControl: CameraControlValue]
