extension MediaTrackConstraintSet {
  /// Pixels across, in the camera's own orientation.
  public var width: ConstrainULong? {
    get { self[typed: .width] }
    set { self[typed: .width] = newValue }
  }

  /// Pixels down, in the camera's own orientation.
  public var height: ConstrainULong? {
    get { self[typed: .height] }
    set { self[typed: .height] = newValue }
  }

  /// Width divided by height.
  public var aspectRatio: ConstrainDouble? {
    get { self[typed: .aspectRatio] }
    set { self[typed: .aspectRatio] = newValue }
  }

  /// Frames per second.
  public var frameRate: ConstrainDouble? {
    get { self[typed: .frameRate] }
    set { self[typed: .frameRate] = newValue }
  }

  /// Where the camera faces: `"user"`, `"environment"`, `"left"`, `"right"`.
  public var facingMode: ConstrainDOMString? {
    get { self[typed: .facingMode] }
    set { self[typed: .facingMode] = newValue }
  }

  /// `"none"`: the camera's own modes; `"crop-and-scale"`: any size below them.
  public var resizeMode: ConstrainDOMString? {
    get { self[typed: .resizeMode] }
    set { self[typed: .resizeMode] = newValue }
  }

  /// Samples per second of each channel, in hertz.
  public var sampleRate: ConstrainULong? {
    get { self[typed: .sampleRate] }
    set { self[typed: .sampleRate] = newValue }
  }

  /// Bits of a sample.
  public var sampleSize: ConstrainULong? {
    get { self[typed: .sampleSize] }
    set { self[typed: .sampleSize] = newValue }
  }

  /// Whether echo is cancelled; `"all"` or `"remote-only"`.
  public var echoCancellation: ConstrainBooleanOrDOMString? {
    get { self[typed: .echoCancellation] }
    set { self[typed: .echoCancellation] = newValue }
  }

  /// Whether gain is controlled automatically.
  public var autoGainControl: ConstrainBoolean? {
    get { self[typed: .autoGainControl] }
    set { self[typed: .autoGainControl] = newValue }
  }

  /// Whether noise is suppressed.
  public var noiseSuppression: ConstrainBoolean? {
    get { self[typed: .noiseSuppression] }
    set { self[typed: .noiseSuppression] = newValue }
  }

  /// Seconds from sound to delivery.
  public var latency: ConstrainDouble? {
    get { self[typed: .latency] }
    set { self[typed: .latency] = newValue }
  }

  /// Channels.
  public var channelCount: ConstrainULong? {
    get { self[typed: .channelCount] }
    set { self[typed: .channelCount] = newValue }
  }

  /// The device's id.
  public var deviceId: ConstrainDOMString? {
    get { self[typed: .deviceId] }
    set { self[typed: .deviceId] = newValue }
  }

  /// The id of the physical device.
  public var groupId: ConstrainDOMString? {
    get { self[typed: .groupId] }
    set { self[typed: .groupId] = newValue }
  }

  /// Whether the camera blurs the background.
  public var backgroundBlur: ConstrainBoolean? {
    get { self[typed: .backgroundBlur] }
    set { self[typed: .backgroundBlur] = newValue }
  }

  /// How white balance is set: `"manual"`, `"continuous"`.
  public var whiteBalanceMode: ConstrainDOMString? {
    get { self[typed: .whiteBalanceMode] }
    set { self[typed: .whiteBalanceMode] = newValue }
  }

  /// How exposure is set: `"manual"`, `"continuous"`.
  public var exposureMode: ConstrainDOMString? {
    get { self[typed: .exposureMode] }
    set { self[typed: .exposureMode] = newValue }
  }

  /// How focus is set: `"manual"`, `"continuous"`.
  public var focusMode: ConstrainDOMString? {
    get { self[typed: .focusMode] }
    set { self[typed: .focusMode] = newValue }
  }

  /// Exposure relative to the automatic one, in EV.
  public var exposureCompensation: ConstrainDouble? {
    get { self[typed: .exposureCompensation] }
    set { self[typed: .exposureCompensation] = newValue }
  }

  /// Exposure time, in units of 100 microseconds.
  public var exposureTime: ConstrainDouble? {
    get { self[typed: .exposureTime] }
    set { self[typed: .exposureTime] = newValue }
  }

  /// White balance, in kelvin.
  public var colorTemperature: ConstrainDouble? {
    get { self[typed: .colorTemperature] }
    set { self[typed: .colorTemperature] = newValue }
  }

  /// Sensitivity (ISO 12232).
  public var iso: ConstrainDouble? {
    get { self[typed: .iso] }
    set { self[typed: .iso] = newValue }
  }

  /// Brightness, in the device's units.
  public var brightness: ConstrainDouble? {
    get { self[typed: .brightness] }
    set { self[typed: .brightness] = newValue }
  }

  /// Contrast, in the device's units.
  public var contrast: ConstrainDouble? {
    get { self[typed: .contrast] }
    set { self[typed: .contrast] = newValue }
  }

  /// Saturation, in the device's units.
  public var saturation: ConstrainDouble? {
    get { self[typed: .saturation] }
    set { self[typed: .saturation] = newValue }
  }

  /// Sharpness, in the device's units.
  public var sharpness: ConstrainDouble? {
    get { self[typed: .sharpness] }
    set { self[typed: .sharpness] = newValue }
  }

  /// Focus distance, in the device's units.
  public var focusDistance: ConstrainDouble? {
    get { self[typed: .focusDistance] }
    set { self[typed: .focusDistance] = newValue }
  }

  /// Pan, in arc seconds, clockwise from above.
  public var pan: BooleanOrConstrainDouble? {
    get { self[typed: .pan] }
    set { self[typed: .pan] = newValue }
  }

  /// Tilt, in arc seconds, upwards.
  public var tilt: BooleanOrConstrainDouble? {
    get { self[typed: .tilt] }
    set { self[typed: .tilt] = newValue }
  }

  /// Zoom, in the device's units.
  public var zoom: BooleanOrConstrainDouble? {
    get { self[typed: .zoom] }
    set { self[typed: .zoom] = newValue }
  }

  /// Whether the camera's light is on.
  public var torch: ConstrainBoolean? {
    get { self[typed: .torch] }
    set { self[typed: .torch] = newValue }
  }

  /// The mains frequency whose flicker is suppressed, in hertz; 0 for none. Not part of the
  /// specification.
  public var powerLineFrequency: ConstrainDouble? {
    get { self[typed: .powerLineFrequency] }
    set { self[typed: .powerLineFrequency] = newValue }
  }

  /// The preferred kind of surface: `"monitor"` or `"window"`. It only decides what is offered
  /// first.
  public var displaySurface: ConstrainDOMString? {
    get { self[typed: .displaySurface] }
    set { self[typed: .displaySurface] = newValue }
  }

  /// Whether all of a surface is captured, including what other windows cover.
  public var logicalSurface: ConstrainBoolean? {
    get { self[typed: .logicalSurface] }
    set { self[typed: .logicalSurface] = newValue }
  }

  /// When the cursor is in the picture: `"never"`, `"always"` or `"motion"`.
  public var cursor: ConstrainDOMString? {
    get { self[typed: .cursor] }
    set { self[typed: .cursor] = newValue }
  }
}
