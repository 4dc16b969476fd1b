import UserMediaCore

/// What the controls of a camera that draws its picture make of it.
struct CameraLook: Hashable, Sendable {
  /// Added to luma.
  var brightness = 0
  /// What differences of luma from the middle, and of chroma from grey, are multiplied by.
  var contrast = 1.0
  var saturation = 1.0
  /// How much larger the middle of the picture is shown; at least 1.
  var zoom = 1.0

  /// As a camera is found.
  init() {}

  /// As controls say, whose neutral values are those of ``controls``.
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

  /// What can be set: as many webcams have it.
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
