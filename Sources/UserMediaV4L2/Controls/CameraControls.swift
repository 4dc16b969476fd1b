import Glibc
import Synchronization
import UserMediaCore

/// An open camera's controls. They are restored even if the program exits before it closes the
/// camera.
final class CameraControls: Sendable {
  private let panel: Mutex<ControlPanel>

  private static let changed = Mutex<[ObjectIdentifier: CameraControls]>([:])
  private static let registered: Void = {
    _ = atexit {
      for controls in changed.withLock({ Array($0.values) }) { controls.putBackAtExit() }
    }
  }()

  init(_ panel: ControlPanel) {
    self.panel = Mutex(panel)
  }

  /// Sets the given controls; see ``ControlPanel/set(_:)``.
  func set(_ wishes: CameraControlSettings) -> CameraControlSettings {
    if !wishes.isEmpty {
      Self.registered
      Self.changed.withLock { $0[ObjectIdentifier(self)] = self }
    }
    return panel.withLock { $0.set(wishes) }
  }

  /// Restores every control that was set. Waits up to two seconds for a thread that is setting them
  /// right now, because a webcam takes a moment for each.
  private func putBackAtExit() {
    for _ in 0..<200 {
      if panel.withLockIfAvailable({ $0.putBack() }) != nil { return }
      usleep(10_000)
    }
  }

  /// Restores every control that was set.
  func putBack() {
    panel.withLock { $0.putBack() }
    Self.changed.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(self)) }
  }
}
