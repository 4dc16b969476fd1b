import Dispatch
import Glibc

/// One question to the desktop's portal, which a person may answer or not (XDG Desktop Portal,
/// `org.freedesktop.portal.Request`).
///
/// Unchecked, because everything happens on its queue.
final class PortalRequest: @unchecked Sendable {
  private let queue: DispatchQueue
  private let bus: Bus
  /// The object that stands for the question.
  private let handle: String
  private var source: (any DispatchSourceRead)?
  private var waiter: CheckedContinuation<Bool?, Never>?
  private var isGivenUp = false

  private static let interface = "org.freedesktop.portal.Request"

  /// Puts the question whether the program may use cameras. Called on `queue`.
  init(address: String, queue: DispatchQueue) throws(Bus.Failure) {
    self.queue = queue
    bus = try Bus(address: address)
    handle = try bus.call(
      Bus.Method(
        destination: CameraPortal.destination, path: "/org/freedesktop/portal/desktop",
        interface: "org.freedesktop.portal.Camera", member: "AccessCamera"),
      options: ["handle_token": "usermedia\(UInt32.random(in: .min ... .max))"], answering: "o")
  }

  /// The answer; `nil` when the task is cancelled, and the question is put away.
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
    // libdbus closes its own when the bus goes.
    let file = bus.copyFile()
    guard file >= 0 else { return end(false) }
    let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: queue)
    source.setEventHandler { [weak self] in self?.read() }
    source.setCancelHandler { close(file) }
    source.activate()
    self.source = source
    // The answer may have come with that of the call.
    read()
  }

  private func read() {
    for signal in bus.receive()
    where signal.path == handle && signal.interface == Self.interface && signal.member == "Response"
    {
      // 0 is yes, 1 is no, 2 is that the question went away.
      return end(signal.number == 0)
    }
    if !bus.isConnected { end(false) }
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
