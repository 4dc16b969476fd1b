/// How Chrome's dialect expresses a property.
package enum ChromeForm: Hashable, Sendable {
  /// Two names, for the minimum and the maximum.
  case bounds(min: String, max: String)
  /// One name.
  case value(String)
  /// One name, in whole thousandths.
  case thousandths(String)
}

extension ConstrainableProperty {
  /// How Chrome's dialect expresses the property; `nil` if it cannot.
  package var chromeForm: ChromeForm? {
    switch self {
    case .width: .bounds(min: "minWidth", max: "maxWidth")
    case .height: .bounds(min: "minHeight", max: "maxHeight")
    case .frameRate: .bounds(min: "minFrameRate", max: "maxFrameRate")
    case .aspectRatio: .bounds(min: "minAspectRatio", max: "maxAspectRatio")
    case .deviceId: .value("sourceId")
    case .facingMode: .value("facingMode")
    case .echoCancellation: .value("echoCancellation")
    case .autoGainControl, .noiseSuppression: chromePrefixedName.map { .value($0) }
    case .latency: .thousandths("latencyMs")
    default: nil
    }
  }

  /// Chrome's name for a property that it supported before it was specified.
  var chromePrefixedName: String? {
    switch self {
    case .autoGainControl: "googAutoGainControl"
    case .noiseSuppression: "googNoiseSuppression"
    default: nil
    }
  }
}
