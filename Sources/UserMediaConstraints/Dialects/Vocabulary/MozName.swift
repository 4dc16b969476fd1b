extension ConstrainableProperty {
  /// The name in Firefox's dialect; `nil` if it does not have the property.
  ///
  /// Includes `deviceId`, which Firefox supported only later: requiring it fails there, which is
  /// better than opening another camera.
  package var mozName: String? {
    switch self {
    case .width, .height, .aspectRatio, .frameRate, .facingMode, .deviceId, .echoCancellation:
      rawValue
    case .autoGainControl, .noiseSuppression: mozPrefixedName
    default: nil
    }
  }

  /// Firefox's name, up to version 55, for a property that it supported before it was specified.
  var mozPrefixedName: String? {
    switch self {
    case .autoGainControl: "mozAutoGainControl"
    case .noiseSuppression: "mozNoiseSuppression"
    default: nil
    }
  }
}
