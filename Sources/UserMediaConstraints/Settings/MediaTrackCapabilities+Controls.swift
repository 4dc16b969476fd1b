public import UserMediaCore

// The ranges of a camera's controls (MediaStream Image Capture, 8); `nil` if the camera has no such
// control.
extension MediaTrackCapabilities {
  /// How white balance is set.
  public var whiteBalanceMode: [MeteringMode]? { modes(.whiteBalanceMode) }

  /// How exposure is set.
  public var exposureMode: [MeteringMode]? { modes(.exposureMode) }

  /// How focus is set.
  public var focusMode: [MeteringMode]? { modes(.focusMode) }

  /// Exposure relative to the automatic one, in EV.
  public var exposureCompensation: MediaSettingsRange? { range(.exposureCompensation) }

  /// Exposure time, in units of 100 microseconds.
  public var exposureTime: MediaSettingsRange? { range(.exposureTime) }

  /// White balance, in kelvin.
  public var colorTemperature: MediaSettingsRange? { range(.colorTemperature) }

  /// Sensitivity (ISO 12232).
  public var iso: MediaSettingsRange? { range(.iso) }

  /// Brightness, in the device's units.
  public var brightness: MediaSettingsRange? { range(.brightness) }

  /// Contrast, in the device's units.
  public var contrast: MediaSettingsRange? { range(.contrast) }

  /// Saturation, in the device's units.
  public var saturation: MediaSettingsRange? { range(.saturation) }

  /// Sharpness, in the device's units.
  public var sharpness: MediaSettingsRange? { range(.sharpness) }

  /// Focus distance, in the device's units.
  public var focusDistance: MediaSettingsRange? { range(.focusDistance) }

  /// Pan, in arc seconds, clockwise from above.
  public var pan: MediaSettingsRange? { range(.pan) }

  /// Tilt, in arc seconds, upwards.
  public var tilt: MediaSettingsRange? { range(.tilt) }

  /// Zoom, in the device's units.
  public var zoom: MediaSettingsRange? { range(.zoom) }

  /// Whether the camera's light is on.
  public var torch: [Bool]? { booleans(.torch) }

  /// The mains frequencies whose flicker can be suppressed, in hertz; 0 for none.
  public var powerLineFrequency: [Double]? {
    guard case .numbers(let numbers) = controls[.powerLineFrequency]?.values else { return nil }
    return numbers
  }

  private func range(_ control: CameraControl) -> MediaSettingsRange? { controls[control]?.range }

  private func modes(_ control: CameraControl) -> [MeteringMode]? {
    guard case .modes(let modes) = controls[control]?.values else { return nil }
    return modes
  }

  private func booleans(_ control: CameraControl) -> [Bool]? {
    guard case .booleans(let booleans) = controls[control]?.values else { return nil }
    return booleans
  }
}
