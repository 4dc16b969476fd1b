/// A type that can be written as constraints on one track, as `.init(width: 1280)`.
public protocol TrackConstraintsConvertible {
  /// The value as constraints.
  init(_ constraints: MediaTrackConstraints)
}

extension TrackConstraintsConvertible {
  /// Creates the given constraints. The sets of `advanced` are tried in order, after requirements
  /// and before preferences.
  public init(
    width: ConstrainULong? = nil,
    height: ConstrainULong? = nil,
    aspectRatio: ConstrainDouble? = nil,
    frameRate: ConstrainDouble? = nil,
    facingMode: ConstrainDOMString? = nil,
    resizeMode: ConstrainDOMString? = nil,
    sampleRate: ConstrainULong? = nil,
    sampleSize: ConstrainULong? = nil,
    echoCancellation: ConstrainBooleanOrDOMString? = nil,
    autoGainControl: ConstrainBoolean? = nil,
    noiseSuppression: ConstrainBoolean? = nil,
    latency: ConstrainDouble? = nil,
    channelCount: ConstrainULong? = nil,
    deviceId: ConstrainDOMString? = nil,
    groupId: ConstrainDOMString? = nil,
    backgroundBlur: ConstrainBoolean? = nil,
    whiteBalanceMode: ConstrainDOMString? = nil,
    exposureMode: ConstrainDOMString? = nil,
    focusMode: ConstrainDOMString? = nil,
    exposureCompensation: ConstrainDouble? = nil,
    exposureTime: ConstrainDouble? = nil,
    colorTemperature: ConstrainDouble? = nil,
    iso: ConstrainDouble? = nil,
    brightness: ConstrainDouble? = nil,
    contrast: ConstrainDouble? = nil,
    saturation: ConstrainDouble? = nil,
    sharpness: ConstrainDouble? = nil,
    focusDistance: ConstrainDouble? = nil,
    pan: BooleanOrConstrainDouble? = nil,
    tilt: BooleanOrConstrainDouble? = nil,
    zoom: BooleanOrConstrainDouble? = nil,
    torch: ConstrainBoolean? = nil,
    powerLineFrequency: ConstrainDouble? = nil,
    displaySurface: ConstrainDOMString? = nil,
    logicalSurface: ConstrainBoolean? = nil,
    cursor: ConstrainDOMString? = nil,
    advanced: [MediaTrackConstraintSet]? = nil
  ) {
    let basic = MediaTrackConstraintSet(
      width: width, height: height, aspectRatio: aspectRatio, frameRate: frameRate,
      facingMode: facingMode, resizeMode: resizeMode, sampleRate: sampleRate,
      sampleSize: sampleSize, echoCancellation: echoCancellation, autoGainControl: autoGainControl,
      noiseSuppression: noiseSuppression, latency: latency, channelCount: channelCount,
      deviceId: deviceId, groupId: groupId, backgroundBlur: backgroundBlur,
      whiteBalanceMode: whiteBalanceMode, exposureMode: exposureMode, focusMode: focusMode,
      exposureCompensation: exposureCompensation, exposureTime: exposureTime,
      colorTemperature: colorTemperature, iso: iso, brightness: brightness, contrast: contrast,
      saturation: saturation, sharpness: sharpness, focusDistance: focusDistance, pan: pan,
      tilt: tilt, zoom: zoom, torch: torch, powerLineFrequency: powerLineFrequency,
      displaySurface: displaySurface, logicalSurface: logicalSurface, cursor: cursor)
    self.init(MediaTrackConstraints(basic: basic, advanced: advanced))
  }
}
