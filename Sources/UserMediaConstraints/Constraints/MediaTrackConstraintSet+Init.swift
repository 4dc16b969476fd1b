extension MediaTrackConstraintSet {
  /// A set that asks for what is given.
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
    displaySurface: ConstrainDOMString? = nil,
    logicalSurface: ConstrainBoolean? = nil,
    cursor: ConstrainDOMString? = nil
  ) {
    self.init()
    self.width = width
    self.height = height
    self.aspectRatio = aspectRatio
    self.frameRate = frameRate
    self.facingMode = facingMode
    self.resizeMode = resizeMode
    self.sampleRate = sampleRate
    self.sampleSize = sampleSize
    self.echoCancellation = echoCancellation
    self.autoGainControl = autoGainControl
    self.noiseSuppression = noiseSuppression
    self.latency = latency
    self.channelCount = channelCount
    self.deviceId = deviceId
    self.groupId = groupId
    self.backgroundBlur = backgroundBlur
    self.whiteBalanceMode = whiteBalanceMode
    self.exposureMode = exposureMode
    self.focusMode = focusMode
    self.exposureCompensation = exposureCompensation
    self.exposureTime = exposureTime
    self.colorTemperature = colorTemperature
    self.iso = iso
    self.brightness = brightness
    self.contrast = contrast
    self.saturation = saturation
    self.sharpness = sharpness
    self.focusDistance = focusDistance
    self.pan = pan
    self.tilt = tilt
    self.zoom = zoom
    self.torch = torch
    self.displaySurface = displaySurface
    self.logicalSurface = logicalSurface
    self.cursor = cursor
  }
}
