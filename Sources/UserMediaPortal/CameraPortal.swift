import Dispatch
import Glibc
package import Logging
import Synchronization
import UserMediaCore

/// The desktop's say in whether a program in a sandbox may use cameras (XDG Desktop Portal,
/// `org.freedesktop.portal.Camera`). The desktop asks a person once, and remembers the answer.
package final class CameraPortal: DeviceGate {
  /// Who answers on the session's bus.
  static let destination = "org.freedesktop.portal.Desktop"

  private let address: String?
  private let logger: Logger
  private let queue = DispatchQueue(label: "UserMedia.portal")
  private let last = Mutex<Bool?>(nil)

  /// The portal on the bus at an address; `nil` where there is no bus.
  package init(address: String?, logger: Logger = Logger(label: "UserMedia.Portal")) {
    self.address = address
    self.logger = logger
  }

  /// The portal, if the program runs in a sandbox: Flatpak's or that of a snap.
  package static let ofSandbox: CameraPortal? = {
    let isSandbox = access("/.flatpak-info", F_OK) == 0 || getenv("SNAP_NAME") != nil
    return isSandbox ? CameraPortal(address: sessionBus) : nil
  }()

  /// Where programs of the session meet (D-Bus Specification, "well-known message bus instances").
  private static var sessionBus: String? {
    if let address = getenv("DBUS_SESSION_BUS_ADDRESS") { return String(cString: address) }
    return getenv("XDG_RUNTIME_DIR").map { "unix:path=\(String(cString: $0))/bus" }
  }

  /// What the desktop said last.
  package var answer: Bool? { last.withLock { $0 } }

  /// Asks the desktop. Where there is none to ask, or no libdbus to ask it by, who can open a camera
  /// may use it.
  package func ask() async -> Bool? {
    let answer = await askDesktop()
    if let answer { last.withLock { $0 = answer } }
    return answer
  }

  private func askDesktop() async -> Bool? {
    guard let address else {
      logger.notice("no desktop to ask for the camera: there is no session bus")
      return true
    }
    do throws(Bus.Failure) {
      let request = try await queue.run { [queue, logger] () throws(Bus.Failure) in
        try PortalRequest(address: address, queue: queue, logger: logger)
      }
      return await request.answer()
    } catch {
      // So it says where cameras are shut off for everybody.
      let isNo = [".NotAllowed", ".AccessDenied"].contains { error.name.hasSuffix($0) }
      if isNo { return false }
      logger.notice("no desktop to ask for the camera: \(error.name): \(error.message)")
      return true
    }
  }
}
