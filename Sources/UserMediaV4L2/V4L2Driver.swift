import Dispatch
import Glibc
package import Logging
import Synchronization
package import UserMediaCore

/// The cameras that the kernel's V4L2 offers under /dev.
package struct V4L2Driver: CameraDriver {
  /// `"V4L2"`.
  package var name: String { "V4L2" }

  private let shared = Shared()
  private let logger: Logger
  /// Where it is noted what is changed on cameras; see ``ControlJournal``.
  private let journals: String?

  /// What all sessions of one driver use together.
  private final class Shared: Sendable {
    let queue = DispatchQueue(label: "usermedia.v4l2")
    let cameras = Mutex(CameraList())
    let thread = Mutex<CaptureThread?>(nil)

    func captureThread() throws(CaptureError) -> CaptureThread {
      try thread.withLock { (thread) throws(CaptureError) in
        if let thread { return thread }
        let new = try CaptureThread()
        thread = new
        return new
      }
    }
  }

  /// A driver whose cameras share one capture thread.
  /// - Parameter journals: a directory of the user's own, in which it is noted what programs set on
  ///   cameras, so that the next one can put back what one left that was killed; `nil` for none.
  package init(journals: String? = nil, logger: Logger = Logger(label: "UserMedia.V4L2")) {
    self.journals = journals
    self.logger = logger
  }

  /// Every camera that is there now, by the number of its node.
  ///
  /// One that the system does not let be opened is listed without modes; opening it throws why.
  package func devices() async -> [DeviceDescription] { await devices { _ in true } }

  /// As ``devices()``. A camera that is not wanted is not opened: what it can do is hundreds of calls,
  /// thousands with some drivers.
  package func devices(
    named isWanted: @escaping @Sendable (String) -> Bool
  ) async -> [DeviceDescription] {
    await shared.queue.run { [shared, logger, journals] in
      if let journals { ControlSweep(directory: journals, logger: logger).run() }
      return shared.cameras.withLock { $0.update(naming: isWanted, logger: logger) }
    }
  }

  /// Hears of cameras that come and go; see ``NodeWatch``.
  package func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
    do {
      return try NodeWatch.start("/dev", changed)
    } catch {
      logger.notice("\(error)")
      return nil
    }
  }

  /// Opens a camera.
  /// - Throws: `notFound` when it is gone, `notAllowed` when the system forbids it, `busy` when
  ///   somebody else has it alone.
  package func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    let thread = try shared.captureThread()
    let queue = DispatchQueue(label: "usermedia.v4l2.\(device.address)")
    let opened = try await queue.run { [logger, journals] () throws(CaptureError) in
      let opened = try V4L2Device(path: device.address)
      let capabilities = try opened.capabilities()
      guard let type = capabilities.captureType else {
        throw CaptureError(.notFound, device: device.address, "is no camera")
      }
      let journal = journals.map {
        ControlJournal(in: $0, camera: device.id, capabilities)
      }
      return (
        device: opened, type: type, isFedByProgram: capabilities.isFedByProgram,
        controls: ControlPanel(
          opened, naming: device.controls.keys, journal: journal, logger: logger)
      )
    }
    return V4L2Session(
      device: opened.device, type: opened.type, isFedByProgram: opened.isFedByProgram,
      controls: opened.controls, sink: sink, thread: thread, queue: queue, logger: logger)
  }
}
