import Logging
import Synchronization
import UserMediaCore

/// Logs when synthetic devices start or stop standing in for the machine's; each change once.
final class StandInNotice: Sendable {
  static let shared = StandInNotice()

  private let standIns = Mutex<Set<MediaDeviceKind>>([])
  private let logger = Logger(label: "UserMedia.Devices")

  /// Records whether the devices of a kind are stand-ins, and logs a change.
  func update(_ kind: MediaDeviceKind, isStandIn: Bool) {
    let isChanged = standIns.withLock { kinds in
      isStandIn ? kinds.insert(kind).inserted : kinds.remove(kind) != nil
    }
    guard isChanged else { return }
    let name = kind == .videoinput ? "camera" : "microphone"
    logger.notice(
      isStandIn
        ? "there is no \(name): using a synthetic \(name)"
        : "there is a \(name) again: no longer using a synthetic \(name)")
  }
}
