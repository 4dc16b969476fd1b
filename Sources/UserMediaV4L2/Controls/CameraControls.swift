import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// An open camera's controls. They are restored even if the program exits before it closes the
/// camera.
final class CameraControls: Sendable {
  private let panel: Mutex<ControlPanel>

  /// How long an exit waits, in seconds: a webcam needs a moment for each control, and one that hangs
  /// answers never. What is not restored by then stays in the journal for the next program.
  private static let patienceAtExit = 3.0
  private static let changed = Mutex<[ObjectIdentifier: CameraControls]>([:])
  private static let registered: Void = {
    _ = atexit {
      let restoring = DispatchGroup()
      for controls in changed.withLock({ Array($0.values) }) {
        DispatchQueue.global().async(group: restoring) { controls.panel.withLock { $0.putBack() } }
      }
      _ = restoring.wait(timeout: .now() + patienceAtExit)
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

  /// Restores every control that was set.
  func putBack() {
    panel.withLock { $0.putBack() }
    Self.changed.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(self)) }
  }
}
