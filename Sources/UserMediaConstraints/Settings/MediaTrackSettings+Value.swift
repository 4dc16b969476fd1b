public import UserMediaCore

extension MediaTrackSettings {
  /// The settings as a page's object, members in the specification's order.
  public var value: ConstraintValue {
    var members = ConstraintValue.Members()
    func add(_ property: ConstrainableProperty, _ value: ConstraintValue?) {
      if let value { members.append(new: property.rawValue, value) }
    }
    func number(_ value: Int?) -> ConstraintValue? { value.map { .number(Double($0)) } }
    add(.width, number(width))
    add(.height, number(height))
    add(.aspectRatio, aspectRatio.map(ConstraintValue.number))
    add(.frameRate, frameRate.map(ConstraintValue.number))
    add(.facingMode, facingMode.map { .string($0.rawValue) })
    add(.resizeMode, resizeMode.map { .string($0.rawValue) })
    add(.sampleRate, number(sampleRate))
    add(.sampleSize, number(sampleSize))
    add(.echoCancellation, echoCancellation?.value)
    add(.autoGainControl, autoGainControl.map(ConstraintValue.bool))
    add(.noiseSuppression, noiseSuppression.map(ConstraintValue.bool))
    add(.latency, latency.map(ConstraintValue.number))
    add(.channelCount, number(channelCount))
    add(.deviceId, deviceId.map(ConstraintValue.string))
    add(.groupId, groupId.map(ConstraintValue.string))
    add(.displaySurface, displaySurface.map { .string($0.rawValue) })
    add(.logicalSurface, logicalSurface.map(ConstraintValue.bool))
    add(.cursor, cursor.map { .string($0.rawValue) })
    for control in CameraControl.allCases {
      if let value = self.control(control) { members.append(new: control.rawValue, value.value) }
    }
    return .object(members)
  }
}

extension CameraControlValue {
  /// The value as a page has it.
  public var value: ConstraintValue {
    switch self {
    case .number(let number): .number(number)
    case .mode(let mode): .string(mode.rawValue)
    case .boolean(let value): .bool(value)
    }
  }
}
