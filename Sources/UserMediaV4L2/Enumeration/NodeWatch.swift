import Dispatch
import Glibc
import UserMediaCore

/// Watches for camera nodes that are created, removed, or given a new owner: udev sets the owner a
/// moment after the kernel creates the node.
///
/// Unlike the kernel's uevents, inotify(7) reaches every program, even in a container.
enum NodeWatch {
  private static let queue = DispatchQueue(label: "usermedia.v4l2.nodes")

  /// Watches a directory until the returned watch is released.
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
