/// A camera setting other than its mode, named after its constrainable property (MediaStream Image
/// Capture, 8).
public enum CameraControl: String, Hashable, Sendable, CaseIterable {
  /// How white balance, exposure and focus are controlled: a ``MeteringMode``.
  case whiteBalanceMode, exposureMode, focusMode
  /// Exposure compensation relative to automatic exposure, in EV.
  case exposureCompensation
  /// Exposure time, in units of 100 microseconds.
  case exposureTime
  /// White balance, in kelvin.
  case colorTemperature
  /// Sensitivity (ISO 12232).
  case iso
  /// In the camera's units; a larger value is a stronger effect.
  case brightness, contrast, saturation, sharpness
  /// In the camera's units.
  case focusDistance
  /// In arc seconds; positive pan is clockwise seen from above, positive tilt is upward.
  case pan, tilt
  /// In the camera's units.
  case zoom
  /// Whether the torch is on: a boolean.
  case torch
  /// The mains frequency whose flicker the camera suppresses, in hertz; 0 means off. Not a property
  /// of the specification.
  case powerLineFrequency
}

/// How a property of the picture is controlled (MediaStream Image Capture, `MeteringMode`).
public enum MeteringMode: String, Hashable, Sendable, CaseIterable, Codable {
  /// The property is off.
  case none
  /// The program sets it.
  case manual
  /// The camera sets it once.
  case singleShot = "single-shot"
  /// The camera adjusts it continuously.
  case continuous
}

/// The value of a camera control.
public enum CameraControlValue: Hashable, Sendable {
  /// A number, in the property's unit.
  case number(Double)
  /// A mode, for properties that select how another is controlled.
  case mode(MeteringMode)
  /// On or off.
  case boolean(Bool)
}

/// The values of some of a camera's controls.
public typealias CameraControlSettings = [CameraControl: CameraControlValue]
