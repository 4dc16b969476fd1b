package import Dispatch
import Glibc

/// Reports entries of directories that are created, removed or change attributes, using inotify(7).
package final class DirectoryWatch: Sendable {
  private let file: Int32
  // Not marked Sendable, but sources may be used from any thread.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Calls `changed` on the queue until ``cancel()`` or the end of the object, passing itself and
  /// the names of entries; `nil` if events were lost.
  package init(
    queue: DispatchQueue, _ changed: @escaping @Sendable (DirectoryWatch, [String]?) -> Void
  ) throws(CaptureError) {
    let file = aboveStandardStreams(inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
    guard file >= 0 else { throw Self.failure("inotify_init1", "directories") }
    self.file = file
    source = DispatchSource.makeReadSource(fileDescriptor: file, queue: queue)
    source.setEventHandler { [weak self] in
      if let self { changed(self, Self.readNames(file)) }
    }
    source.setCancelHandler { close(file) }
    source.activate()
  }

  deinit {
    source.cancel()
  }

  /// Stops calling.
  package func cancel() {
    source.cancel()
  }

  /// Watches another directory, or renews a watch.
  ///
  /// - Parameter events: the kinds of events, such as `IN_CREATE`.
  package func add(_ directory: String, _ events: Int32) throws(CaptureError) {
    guard inotify_add_watch(file, directory, UInt32(events)) >= 0 else {
      throw Self.failure("inotify_add_watch", directory)
    }
  }

  private static func failure(_ call: String, _ device: String) -> CaptureError {
    CaptureError(
      .unreadable, device: device, "cannot be watched", cause: SystemCause(call: call, errno: errno)
    )
  }

  /// Reads all pending events.
  private static func readNames(_ file: Int32) -> [String]? {
    var names: [String]? = []
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
          if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { names = nil }
          names?.append(String(decoding: name, as: UTF8.self))
          offset = start + Int(event.len)
        }
      }
    }
    return names
  }
}
