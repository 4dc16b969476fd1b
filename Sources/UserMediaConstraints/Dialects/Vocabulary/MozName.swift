extension ConstrainableProperty {
  /// The name in Firefox's dialect; `nil` when it does not have the property.
  ///
  /// `deviceId` is among them though Firefox learnt it later: required it fails there, which is
  /// better than another camera.
  package var mozName: String? {
    switch self {
    case .width, .height, .aspectRatio, .frameRate, .facingMode, .deviceId, .echoCancellation:
      rawValue
    case .autoGainControl, .noiseSuppression: mozPrefixedName
    default: nil
    }
  }

  /// Firefox's name, up to 55, for a property that it knew before the specification did.
  var mozPrefixedName: String? {
    switch self {
    case .autoGainControl: "mozAutoGainControl"
    case .noiseSuppression: "mozNoiseSuppression"
    default: nil
    }
  }
}
