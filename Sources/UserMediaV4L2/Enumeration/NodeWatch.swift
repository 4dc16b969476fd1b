import Dispatch
import Glibc
import UserMediaCore

/// Hears of the nodes of cameras that come, go, or change hands: the kernel makes and removes them,
/// and udev gives them their owners a moment later.
///
/// Unlike the kernel's own messages (uevents), inotify(7) reaches every program, also one in a
/// container.
enum NodeWatch {
  private static let queue = DispatchQueue(label: "usermedia.v4l2.nodes")

  /// Watches a directory until what is returned is let go of.
  static func start(
    _ directory: String, _ changed: @escaping @Sendable () -> Void
  ) throws(CaptureError) -> DeviceWatch {
    let watch = try DirectoryWatch(queue: queue) { _, names in
      // After an overflow, anything may have been missed.
      if names?.contains(where: { $0.hasPrefix("video") }) ?? true { changed() }
    }
    try watch.add(directory, IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO)
    return DeviceWatch { watch.cancel() }
  }
}
