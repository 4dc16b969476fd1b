import Logging
import Synchronization
import UserMediaCore

/// Logs that synthetic devices stand in for those of the machine, or no longer do; each change once.
final class StandInNotice: Sendable {
  static let shared = StandInNotice()

  private let standIns = Mutex<Set<MediaDeviceKind>>([])
  private let logger = Logger(label: "UserMedia.Devices")

  /// Says whether the devices of a kind are stand-ins.
  func tell(_ kind: MediaDeviceKind, isStandIn: Bool) {
    let isChanged = standIns.withLock { kinds in
      isStandIn ? kinds.insert(kind).inserted : kinds.remove(kind) != nil
    }
    guard isChanged else { return }
    let name = kind == .videoinput ? "camera" : "microphone"
    logger.notice(
      isStandIn
        ? "there is no \(name): a synthetic \(name) stands in"
        : "there is a \(name) again: the synthetic \(name) goes")
  }
}
