package import UserMediaCore

extension MediaTrackSettings {
  /// One member's value, as constraints compare it.
  package enum Value: Hashable, Sendable {
    case number(Double)
    case choice(BooleanOrDOMString)
  }

  /// The value of the member that a constrainable property names; `nil` if it is absent.
  package subscript(property: ConstrainableProperty) -> Value? {
    switch property {
    case .width: width.map { .number(Double($0)) }
    case .height: height.map { .number(Double($0)) }
    case .aspectRatio: aspectRatio.map { .number($0) }
    case .frameRate: frameRate.map { .number($0) }
    case .sampleRate: sampleRate.map { .number(Double($0)) }
    case .sampleSize: sampleSize.map { .number(Double($0)) }
    case .latency: latency.map { .number($0) }
    case .channelCount: channelCount.map { .number(Double($0)) }
    case .facingMode: facingMode.map { .choice(.string($0.rawValue)) }
    case .resizeMode: resizeMode.map { .choice(.string($0.rawValue)) }
    case .deviceId: deviceId.map { .choice(.string($0)) }
    case .groupId: groupId.map { .choice(.string($0)) }
    case .echoCancellation: echoCancellation.map { .choice($0) }
    case .autoGainControl: autoGainControl.map { .choice(.boolean($0)) }
    case .noiseSuppression: noiseSuppression.map { .choice(.boolean($0)) }
    case .backgroundBlur: nil
    case .displaySurface: displaySurface.map { .choice(.string($0.rawValue)) }
    case .logicalSurface: logicalSurface.map { .choice(.boolean($0)) }
    case .cursor: cursor.map { .choice(.string($0.rawValue)) }
    case .whiteBalanceMode, .exposureMode, .focusMode, .exposureCompensation, .exposureTime,
      .colorTemperature, .iso, .brightness, .contrast, .saturation, .sharpness, .focusDistance,
      .pan, .tilt, .zoom, .torch, .powerLineFrequency:
      property.cameraControl.flatMap { control($0) }.map(Value.init)
    }
  }
}

extension MediaTrackSettings.Value {
  /// The value of a camera's control.
  package init(_ value: CameraControlValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .mode(let mode): .choice(.string(mode.rawValue))
      case .boolean(let boolean): .choice(.boolean(boolean))
      }
  }
}
