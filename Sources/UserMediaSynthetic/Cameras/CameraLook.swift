import UserMediaCore

/// The effect of controls on the picture of a synthetic camera.
struct CameraLook: Hashable, Sendable {
  /// The offset added to luma.
  var brightness = 0
  /// The factor for differences of luma from the middle.
  var contrast = 1.0
  var saturation = 1.0
  /// The magnification of the picture's centre; at least 1.
  var zoom = 1.0

  /// The look with neutral controls.
  init() {}

  /// The look for these controls; the neutral values are those of ``controls``.
  init(_ settings: CameraControlSettings) {
    func number(_ control: CameraControl) -> Double? {
      if case .number(let number) = settings[control] { number } else { nil }
    }
    brightness = Int(number(.brightness) ?? Self.middle) - Int(Self.middle)
    contrast = (number(.contrast) ?? Self.middle) / Self.middle
    saturation = (number(.saturation) ?? Self.middle) / Self.middle
    zoom = number(.zoom) ?? 1
  }

  private static let middle = 128.0

  /// The available controls, with ranges typical of webcams.
  static let controls: [CameraControl: CameraControlRange] = {
    guard let level = MediaSettingsRange(min: 0, max: 255, step: 1),
      let zoom = MediaSettingsRange(min: 1, max: 4, step: 0.5)
    else { return [:] }
    let levels = CameraControlRange(.range(level), default: .number(middle))
    return [
      .brightness: levels, .contrast: levels, .saturation: levels,
      .zoom: CameraControlRange(.range(zoom), default: .number(1)),
    ]
  }()
}
