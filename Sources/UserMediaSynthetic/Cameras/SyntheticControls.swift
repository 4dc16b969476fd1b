import Synchronization
import UserMediaCore

/// The controls of an open synthetic camera, shared by its session and its picture source.
final class SyntheticControls: Sendable {
  private let ranges: [CameraControl: CameraControlRange]
  private let current: Mutex<(settings: CameraControlSettings, look: CameraLook)>

  /// Creates controls at their defaults.
  init(_ ranges: [CameraControl: CameraControlRange]) {
    self.ranges = ranges
    current = Mutex((ranges.compactMapValues(\.defaultValue), CameraLook()))
  }

  /// The current effect on the picture.
  var look: CameraLook { current.withLock { $0.look } }

  /// Sets the controls in `requested` and restores all others; see ``CameraSession/set(_:)``.
  func set(_ requested: CameraControlSettings) -> CameraControlSettings {
    var settings = ranges.compactMapValues(\.defaultValue)
    for (control, value) in requested {
      if let clamped = ranges[control]?.clamped(value) { settings[control] = clamped }
    }
    current.withLock { $0 = (settings, CameraLook(settings)) }
    return settings
  }
}

extension CameraControlRange {
  /// The value a camera uses for a request: the nearest available number; `nil` if it is not a
  /// number.
  fileprivate func clamped(_ value: CameraControlValue) -> CameraControlValue? {
    guard case .number(let number) = value, let range else { return nil }
    let inside = min(max(number, range.min), range.max)
    guard range.step > 0 else { return .number(inside) }
    return .number(range.min + ((inside - range.min) / range.step).rounded() * range.step)
  }
}
