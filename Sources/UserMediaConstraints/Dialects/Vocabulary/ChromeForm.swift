/// How Chrome's dialect says a property.
package enum ChromeForm: Hashable, Sendable {
  /// By two names, for the smallest and the largest value.
  case bounds(min: String, max: String)
  /// By one name.
  case value(String)
  /// By one name, as whole thousandths.
  case thousandths(String)
}

extension ConstrainableProperty {
  /// How Chrome's dialect says the property; `nil` when it does not.
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

  /// Chrome's name for a property that it knew before the specification did.
  var chromePrefixedName: String? {
    switch self {
    case .autoGainControl: "googAutoGainControl"
    case .noiseSuppression: "googNoiseSuppression"
    default: nil
    }
  }
}
