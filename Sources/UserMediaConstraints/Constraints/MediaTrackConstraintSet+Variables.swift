// Constraints of variables: `.init(width: width, deviceId: device.deviceId)`. Disfavoured, so that a
// literal keeps the type of the constraint.

extension MediaTrackConstraintSet {
  /// Creates a set of the given constraints, which can be values, optional values, or constraints.
  /// Beside a dictionary, `.init(min: 640)`, a value is written `.init(width)`.
  @_disfavoredOverload
  public init(
    width: (any ConstrainULongValue)? = nil,
    height: (any ConstrainULongValue)? = nil,
    aspectRatio: (any ConstrainDoubleValue)? = nil,
    frameRate: (any ConstrainDoubleValue)? = nil,
    facingMode: (any ConstrainDOMStringValue)? = nil,
    resizeMode: (any ConstrainDOMStringValue)? = nil,
    sampleRate: (any ConstrainULongValue)? = nil,
    sampleSize: (any ConstrainULongValue)? = nil,
    echoCancellation: (any ConstrainBooleanOrDOMStringValue)? = nil,
    autoGainControl: (any ConstrainBooleanValue)? = nil,
    noiseSuppression: (any ConstrainBooleanValue)? = nil,
    latency: (any ConstrainDoubleValue)? = nil,
    channelCount: (any ConstrainULongValue)? = nil,
    deviceId: (any ConstrainDOMStringValue)? = nil,
    groupId: (any ConstrainDOMStringValue)? = nil,
    backgroundBlur: (any ConstrainBooleanValue)? = nil,
    whiteBalanceMode: (any ConstrainDOMStringValue)? = nil,
    exposureMode: (any ConstrainDOMStringValue)? = nil,
    focusMode: (any ConstrainDOMStringValue)? = nil,
    exposureCompensation: (any ConstrainDoubleValue)? = nil,
    exposureTime: (any ConstrainDoubleValue)? = nil,
    colorTemperature: (any ConstrainDoubleValue)? = nil,
    iso: (any ConstrainDoubleValue)? = nil,
    brightness: (any ConstrainDoubleValue)? = nil,
    contrast: (any ConstrainDoubleValue)? = nil,
    saturation: (any ConstrainDoubleValue)? = nil,
    sharpness: (any ConstrainDoubleValue)? = nil,
    focusDistance: (any ConstrainDoubleValue)? = nil,
    pan: (any BooleanOrConstrainDoubleValue)? = nil,
    tilt: (any BooleanOrConstrainDoubleValue)? = nil,
    zoom: (any BooleanOrConstrainDoubleValue)? = nil,
    torch: (any ConstrainBooleanValue)? = nil,
    powerLineFrequency: (any ConstrainDoubleValue)? = nil,
    displaySurface: (any ConstrainDOMStringValue)? = nil,
    logicalSurface: (any ConstrainBooleanValue)? = nil,
    cursor: (any ConstrainDOMStringValue)? = nil
  ) {
    self.init(
      width: width?.constrainULong,
      height: height?.constrainULong,
      aspectRatio: aspectRatio?.constrainDouble,
      frameRate: frameRate?.constrainDouble,
      facingMode: facingMode?.constrainDOMString,
      resizeMode: resizeMode?.constrainDOMString,
      sampleRate: sampleRate?.constrainULong,
      sampleSize: sampleSize?.constrainULong,
      echoCancellation: echoCancellation?.constrainBooleanOrDOMString,
      autoGainControl: autoGainControl?.constrainBoolean,
      noiseSuppression: noiseSuppression?.constrainBoolean,
      latency: latency?.constrainDouble,
      channelCount: channelCount?.constrainULong,
      deviceId: deviceId?.constrainDOMString,
      groupId: groupId?.constrainDOMString,
      backgroundBlur: backgroundBlur?.constrainBoolean,
      whiteBalanceMode: whiteBalanceMode?.constrainDOMString,
      exposureMode: exposureMode?.constrainDOMString,
      focusMode: focusMode?.constrainDOMString,
      exposureCompensation: exposureCompensation?.constrainDouble,
      exposureTime: exposureTime?.constrainDouble,
      colorTemperature: colorTemperature?.constrainDouble,
      iso: iso?.constrainDouble,
      brightness: brightness?.constrainDouble,
      contrast: contrast?.constrainDouble,
      saturation: saturation?.constrainDouble,
      sharpness: sharpness?.constrainDouble,
      focusDistance: focusDistance?.constrainDouble,
      pan: pan?.booleanOrConstrainDouble,
      tilt: tilt?.booleanOrConstrainDouble,
      zoom: zoom?.booleanOrConstrainDouble,
      torch: torch?.constrainBoolean,
      powerLineFrequency: powerLineFrequency?.constrainDouble,
      displaySurface: displaySurface?.constrainDOMString,
      logicalSurface: logicalSurface?.constrainBoolean,
      cursor: cursor?.constrainDOMString)
  }
}

extension TrackConstraintsConvertible {
  /// Creates the given constraints, which can be values, optional values, or constraints. Beside a
  /// dictionary, `.init(min: 640)`, a value is written `.init(width)`.
  @_disfavoredOverload
  public init(
    width: (any ConstrainULongValue)? = nil,
    height: (any ConstrainULongValue)? = nil,
    aspectRatio: (any ConstrainDoubleValue)? = nil,
    frameRate: (any ConstrainDoubleValue)? = nil,
    facingMode: (any ConstrainDOMStringValue)? = nil,
    resizeMode: (any ConstrainDOMStringValue)? = nil,
    sampleRate: (any ConstrainULongValue)? = nil,
    sampleSize: (any ConstrainULongValue)? = nil,
    echoCancellation: (any ConstrainBooleanOrDOMStringValue)? = nil,
    autoGainControl: (any ConstrainBooleanValue)? = nil,
    noiseSuppression: (any ConstrainBooleanValue)? = nil,
    latency: (any ConstrainDoubleValue)? = nil,
    channelCount: (any ConstrainULongValue)? = nil,
    deviceId: (any ConstrainDOMStringValue)? = nil,
    groupId: (any ConstrainDOMStringValue)? = nil,
    backgroundBlur: (any ConstrainBooleanValue)? = nil,
    whiteBalanceMode: (any ConstrainDOMStringValue)? = nil,
    exposureMode: (any ConstrainDOMStringValue)? = nil,
    focusMode: (any ConstrainDOMStringValue)? = nil,
    exposureCompensation: (any ConstrainDoubleValue)? = nil,
    exposureTime: (any ConstrainDoubleValue)? = nil,
    colorTemperature: (any ConstrainDoubleValue)? = nil,
    iso: (any ConstrainDoubleValue)? = nil,
    brightness: (any ConstrainDoubleValue)? = nil,
    contrast: (any ConstrainDoubleValue)? = nil,
    saturation: (any ConstrainDoubleValue)? = nil,
    sharpness: (any ConstrainDoubleValue)? = nil,
    focusDistance: (any ConstrainDoubleValue)? = nil,
    pan: (any BooleanOrConstrainDoubleValue)? = nil,
    tilt: (any BooleanOrConstrainDoubleValue)? = nil,
    zoom: (any BooleanOrConstrainDoubleValue)? = nil,
    torch: (any ConstrainBooleanValue)? = nil,
    powerLineFrequency: (any ConstrainDoubleValue)? = nil,
    displaySurface: (any ConstrainDOMStringValue)? = nil,
    logicalSurface: (any ConstrainBooleanValue)? = nil,
    cursor: (any ConstrainDOMStringValue)? = nil,
    advanced: [MediaTrackConstraintSet]? = nil
  ) {
    let basic = MediaTrackConstraintSet(
      width: width, height: height, aspectRatio: aspectRatio, frameRate: frameRate,
      facingMode:
        facingMode, resizeMode: resizeMode, sampleRate: sampleRate, sampleSize: sampleSize,
      echoCancellation: echoCancellation, autoGainControl: autoGainControl,
      noiseSuppression:
        noiseSuppression, latency: latency, channelCount: channelCount, deviceId: deviceId,
      groupId:
        groupId, backgroundBlur: backgroundBlur, whiteBalanceMode: whiteBalanceMode,
      exposureMode:
        exposureMode, focusMode: focusMode, exposureCompensation: exposureCompensation,
      exposureTime:
        exposureTime, colorTemperature: colorTemperature, iso: iso, brightness: brightness,
      contrast:
        contrast, saturation: saturation, sharpness: sharpness, focusDistance: focusDistance,
      pan:
        pan, tilt: tilt, zoom: zoom, torch: torch, powerLineFrequency: powerLineFrequency,
      displaySurface: displaySurface, logicalSurface: logicalSurface, cursor: cursor)
    self.init(MediaTrackConstraints(basic: basic, advanced: advanced))
  }
}
