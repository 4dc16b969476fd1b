import Dispatch
import Glibc
package import Logging
import Synchronization
import UserMediaCore

/// Asks the desktop portal for camera access, for a program in a sandbox (XDG Desktop Portal,
/// `org.freedesktop.portal.Camera`). The desktop asks the user once and remembers the answer.
package final class CameraPortal: DeviceGate {
  /// The portal's name on the session bus.
  static let destination = "org.freedesktop.portal.Desktop"

  private let address: String?
  private let logger: Logger
  private let queue = DispatchQueue(label: "UserMedia.portal")
  private let last = Mutex<Bool?>(nil)

  /// Creates a client for the portal on the bus at an address; `nil` if there is no bus.
  package init(address: String?, logger: Logger = Logger(label: "UserMedia.Portal")) {
    self.address = address
    self.logger = logger
  }

  /// The portal, if the program runs in a Flatpak or snap sandbox.
  package static let ofSandbox: CameraPortal? = {
    let isSandbox = access("/.flatpak-info", F_OK) == 0 || getenv("SNAP_NAME") != nil
    return isSandbox ? CameraPortal(address: sessionBus) : nil
  }()

  /// The address of the session bus (D-Bus Specification, "well-known message bus instances").
  private static var sessionBus: String? {
    if let address = getenv("DBUS_SESSION_BUS_ADDRESS") { return String(cString: address) }
    return getenv("XDG_RUNTIME_DIR").map { "unix:path=\(String(cString: $0))/bus" }
  }

  /// The desktop's latest answer.
  package var answer: Bool? { last.withLock { $0 } }

  /// Requests access. If there is no portal, or no libdbus to reach it, cameras are available to
  /// everyone who can open them.
  package func ask() async -> Bool? {
    let answer = await askDesktop()
    if let answer { last.withLock { $0 = answer } }
    return answer
  }

  private func askDesktop() async -> Bool? {
    guard let address else {
      logger.notice("the desktop portal is unavailable: there is no session bus")
      return true
    }
    do throws(Bus.Failure) {
      let request = try await queue.run { [queue, logger] () throws(Bus.Failure) in
        try PortalRequest(address: address, queue: queue, logger: logger)
      }
      return await request.answer()
    } catch {
      // The portal's answer if cameras are disabled for everyone.
      let isNo = [".NotAllowed", ".AccessDenied"].contains { error.name.hasSuffix($0) }
      if isNo { return false }
      logger.notice("the desktop portal is unavailable: \(error.name): \(error.message)")
      return true
    }
  }
}
