import Dispatch
import Glibc
import Logging

/// One request to the desktop portal, which the user may or may not answer (XDG Desktop Portal,
/// `org.freedesktop.portal.Request`).
///
/// Unchecked, because everything runs on its queue.
final class PortalRequest: @unchecked Sendable {
  private let queue: DispatchQueue
  private let logger: Logger
  private let bus: Bus
  /// The object that represents the request.
  private let handle: String
  /// The portal's connection; only it may answer.
  private let portal: String?
  private var source: (any DispatchSourceRead)?
  private var waiter: CheckedContinuation<Bool?, Never>?
  private var isGivenUp = false

  private static let interface = "org.freedesktop.portal.Request"

  /// Requests access to cameras. Call it on `queue`.
  init(
    address: String, queue: DispatchQueue, logger: Logger = Logger(label: "UserMedia.Portal")
  ) throws(Bus.Failure) {
    self.queue = queue
    self.logger = logger
    bus = try Bus(address: address)
    let method = Bus.Method(
      destination: CameraPortal.destination, path: "/org/freedesktop/portal/desktop",
      interface: "org.freedesktop.portal.Camera", member: "AccessCamera")
    // Must not be guessable by other programs on the bus (`org.freedesktop.portal.Request`).
    let token = "usermedia\(UInt64.random(in: .min ... .max))"
    let answer = try bus.call(method, options: ["handle_token": token])
    guard let handle = answer.objectPath else { throw Bus.nonsense(method) }
    self.handle = handle
    portal = answer.sender
  }

  /// Waits for the answer; `nil` if the task is cancelled, which withdraws the request.
  func answer() async -> Bool? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { self.wait(continuation) }
      }
    } onCancel: {
      queue.async { self.giveUp() }
    }
  }

  private func wait(_ continuation: CheckedContinuation<Bool?, Never>) {
    if isGivenUp { return continuation.resume(returning: nil) }
    waiter = continuation
    // A duplicate, because libdbus closes its own descriptor when the bus disconnects.
    let file = bus.copyFile()
    guard file >= 0 else { return end(false) }
    let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: queue)
    source.setEventHandler { [weak self] in self?.read() }
    source.setCancelHandler { close(file) }
    source.activate()
    self.source = source
    // The answer may have arrived together with the reply to the call.
    read()
  }

  private func read() {
    for signal in bus.receive()
    where signal.path == handle && signal.interface == Self.interface && signal.member == "Response"
      && signal.sender == portal
    {
      // 0 means yes, 1 means no, 2 means that the request was dismissed; anything else is not an
      // answer.
      if signal.number == nil {
        logger.notice("the desktop portal's answer is malformed: treated as a denial")
      }
      return end(signal.number == 0)
    }
    if !bus.isConnected {
      logger.notice("the desktop portal disconnected without an answer: treated as a denial")
      end(false)
    }
  }

  private func giveUp() {
    isGivenUp = true
    bus.send(
      Bus.Method(
        destination: CameraPortal.destination, path: handle, interface: Self.interface,
        member: "Close"))
    end(nil)
  }

  private func end(_ answer: Bool?) {
    waiter.take()?.resume(returning: answer)
    source.take()?.cancel()
  }
}
