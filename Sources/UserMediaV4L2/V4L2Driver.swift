import Dispatch
import Glibc
package import Logging
import Synchronization
package import UserMediaCore

/// The driver for V4L2 cameras under /dev.
package struct V4L2Driver: CameraDriver {
  /// `"V4L2"`.
  package var name: String { "V4L2" }

  private let shared = Shared()
  private let logger: Logger
  /// The directory for records of changed controls; see ``ControlJournal``.
  private let journals: String?

  /// State that all sessions of one driver share.
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

  /// Creates a driver whose cameras share one capture thread.
  /// - Parameter journals: a directory of the user's own that records which controls programs
  ///   changed, so that the next program can restore them if one is killed; `nil` for none.
  package init(journals: String? = nil, logger: Logger = Logger(label: "UserMedia.V4L2")) {
    self.journals = journals
    self.logger = logger
  }

  /// Lists all cameras, by node number.
  ///
  /// A camera that can't be opened for lack of permission is listed without modes; opening it
  /// throws the reason.
  package func devices() async -> [DeviceDescription] { await devices { _ in true } }

  /// Lists the wanted cameras without opening any other: querying a camera takes hundreds of calls,
  /// thousands with some drivers.
  package func devices(
    named isWanted: @escaping @Sendable (String) -> Bool
  ) async -> [DeviceDescription] {
    await shared.queue.run { [shared, logger, journals] in
      if let journals { ControlSweep(directory: journals, logger: logger).run() }
      return shared.cameras.withLock { $0.update(naming: isWanted, logger: logger) }
    }
  }

  /// Reports cameras that are added or removed; see ``NodeWatch``.
  package func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
    do {
      return try NodeWatch.start("/dev", changed)
    } catch {
      logger.notice("\(error)")
      return nil
    }
  }

  /// Opens a camera.
  /// - Throws: `notFound` if it is gone, `notAllowed` if permission is missing, `busy` if another
  ///   program uses it exclusively.
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
