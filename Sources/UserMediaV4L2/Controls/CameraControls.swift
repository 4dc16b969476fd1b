import Glibc
import Synchronization
import UserMediaCore

/// The controls of an open camera while they may differ from how they were found: also a program
/// that ends before its camera is closed puts them back.
final class CameraControls: Sendable {
  private let panel: Mutex<ControlPanel>

  private static let changed = Mutex<[ObjectIdentifier: CameraControls]>([:])
  private static let registered: Void = {
    _ = atexit {
      for controls in changed.withLock({ Array($0.values) }) {
        // Another thread that is at it right now would be cut off in the middle: it is waited for,
        // though not without a bound.
        for _ in 0..<100 {
          if controls.panel.withLockIfAvailable({ $0.putBack() }) != nil { break }
          usleep(10_000)
        }
      }
    }
  }()

  init(_ panel: ControlPanel) {
    self.panel = Mutex(panel)
  }

  /// Sets what `wishes` names; see ``ControlPanel/set(_:)``.
  func set(_ wishes: CameraControlSettings) -> CameraControlSettings {
    if !wishes.isEmpty {
      Self.registered
      Self.changed.withLock { $0[ObjectIdentifier(self)] = self }
    }
    return panel.withLock { $0.set(wishes) }
  }

  /// Puts back every control that was set.
  func putBack() {
    panel.withLock { $0.putBack() }
    Self.changed.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(self)) }
  }
}
