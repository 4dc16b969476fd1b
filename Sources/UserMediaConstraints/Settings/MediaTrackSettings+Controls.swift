package import UserMediaCore

extension MediaTrackSettings {
  /// What the camera's controls are set to: the members of MediaStream Image Capture, 8, and
  /// ``powerLineFrequency``.
  package var controls: CameraControlSettings {
    get {
      CameraControl.allCases.reduce(into: [:]) { $0[$1] = control($1) }
    }
    set {
      for control in CameraControl.allCases {
        switch (Self.member(control), newValue[control]) {
        case (.mode(let path), .mode(let mode)): self[keyPath: path] = mode
        case (.number(let path), .number(let number)): self[keyPath: path] = number
        case (.boolean(let path), .boolean(let boolean)): self[keyPath: path] = boolean
        case (.mode(let path), _): self[keyPath: path] = nil
        case (.number(let path), _): self[keyPath: path] = nil
        case (.boolean(let path), _): self[keyPath: path] = nil
        }
      }
    }
  }

  /// What one control is set to.
  package func control(_ control: CameraControl) -> CameraControlValue? {
    switch Self.member(control) {
    case .mode(let path): self[keyPath: path].map { .mode($0) }
    case .number(let path): self[keyPath: path].map { .number($0) }
    case .boolean(let path): self[keyPath: path].map { .boolean($0) }
    }
  }

  private enum Member {
    case mode(WritableKeyPath<MediaTrackSettings, MeteringMode?>)
    case number(WritableKeyPath<MediaTrackSettings, Double?>)
    case boolean(WritableKeyPath<MediaTrackSettings, Bool?>)
  }

  /// The member that is a control's.
  private static func member(_ control: CameraControl) -> Member {
    switch control {
    case .whiteBalanceMode: .mode(\.whiteBalanceMode)
    case .exposureMode: .mode(\.exposureMode)
    case .focusMode: .mode(\.focusMode)
    case .exposureCompensation: .number(\.exposureCompensation)
    case .exposureTime: .number(\.exposureTime)
    case .colorTemperature: .number(\.colorTemperature)
    case .iso: .number(\.iso)
    case .brightness: .number(\.brightness)
    case .contrast: .number(\.contrast)
    case .saturation: .number(\.saturation)
    case .sharpness: .number(\.sharpness)
    case .focusDistance: .number(\.focusDistance)
    case .pan: .number(\.pan)
    case .tilt: .number(\.tilt)
    case .zoom: .number(\.zoom)
    case .torch: .boolean(\.torch)
    case .powerLineFrequency: .number(\.powerLineFrequency)
    }
  }
}
