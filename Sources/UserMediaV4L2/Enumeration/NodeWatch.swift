import Dispatch
import Glibc
import UserMediaCore

/// Hears of the nodes of cameras that come, go, or change hands, by inotify(7): the kernel makes and
/// removes them, and udev gives them their owners a moment later.
///
/// Unlike the kernel's own messages (uevents), these reach every program, also one in a container.
enum NodeWatch {
  private static let queue = DispatchQueue(label: "usermedia.v4l2.nodes")
  private static let events = UInt32(
    IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO)

  /// Watches a directory until what is returned is let go of.
  static func start(
    _ directory: String, _ changed: @escaping @Sendable () -> Void
  ) throws(CaptureError) -> DeviceWatch {
    let file = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard file >= 0 else { throw failure("inotify_init1", directory) }
    guard inotify_add_watch(file, directory, events) >= 0 else {
      let error = failure("inotify_add_watch", directory)
      close(file)
      throw error
    }
    // Not marked as such, but sources may be cancelled from any thread.
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(
      fileDescriptor: file, queue: queue)
    source.setEventHandler {
      if readsOfCamera(file) { changed() }
    }
    source.setCancelHandler { close(file) }
    source.activate()
    return DeviceWatch { source.cancel() }
  }

  private static func failure(_ call: String, _ directory: String) -> CaptureError {
    CaptureError(
      .unreadable, device: directory, "cannot be watched for cameras",
      cause: SystemCause(call: call, errno: errno))
  }

  /// Takes what there is to read; whether any of it may be about a camera.
  private static func readsOfCamera(_ file: Int32) -> Bool {
    var isOfCamera = false
    withUnsafeTemporaryAllocation(
      byteCount: 4096, alignment: MemoryLayout<inotify_event>.alignment
    ) { bytes in
      while true {
        let count = read(file, bytes.baseAddress, bytes.count)
        guard count > 0 else { return }
        var offset = 0
        while offset + MemoryLayout<inotify_event>.size <= count {
          let event = bytes.load(fromByteOffset: offset, as: inotify_event.self)
          let start = offset + MemoryLayout<inotify_event>.size
          let name = bytes[start..<min(start + Int(event.len), count)].prefix { $0 != 0 }
          // After an overflow nobody knows what was missed.
          let isOverflow = event.mask & UInt32(IN_Q_OVERFLOW) != 0
          if isOverflow || name.starts(with: "video".utf8) { isOfCamera = true }
          offset = start + Int(event.len)
        }
      }
    }
    return isOfCamera
  }
}
