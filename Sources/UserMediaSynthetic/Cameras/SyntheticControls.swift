import Synchronization
import UserMediaCore

/// The controls of a synthetic camera that is open, shared by its session and by what draws.
final class SyntheticControls: Sendable {
  private let ranges: [CameraControl: CameraControlRange]
  private let current: Mutex<(settings: CameraControlSettings, look: CameraLook)>

  /// Controls at their defaults.
  init(_ ranges: [CameraControl: CameraControlRange]) {
    self.ranges = ranges
    current = Mutex((ranges.compactMapValues(\.defaultValue), CameraLook()))
  }

  /// What the picture is to look like now.
  var look: CameraLook { current.withLock { $0.look } }

  /// Sets what `wishes` names and puts back all else; see ``CameraSession/set(_:)``.
  func set(_ wishes: CameraControlSettings) -> CameraControlSettings {
    var settings = ranges.compactMapValues(\.defaultValue)
    for (control, wish) in wishes {
      if let taken = ranges[control]?.taken(wish) { settings[control] = taken }
    }
    current.withLock { $0 = (settings, CameraLook(settings)) }
    return settings
  }
}

extension CameraControlRange {
  /// What a camera makes of a wish: the nearest number that it has; `nil` when it is none.
  fileprivate func taken(_ wish: CameraControlValue) -> CameraControlValue? {
    guard case .number(let number) = wish, let range else { return nil }
    let inside = min(max(number, range.min), range.max)
    guard range.step > 0 else { return .number(inside) }
    return .number(range.min + ((inside - range.min) / range.step).rounded() * range.step)
  }
}
