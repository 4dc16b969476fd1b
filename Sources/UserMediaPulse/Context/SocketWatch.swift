import Dispatch
import Glibc
import UserMediaCore

/// Watches for a server's socket.
///
/// libpulse's own `PA_CONTEXT_NOFAIL` is not used: it learns of a server by D-Bus, which neither a
/// server without a session bus nor PipeWire uses to announce itself.
enum SocketWatch {
  private static let queue = DispatchQueue(label: "usermedia.pulse.socket")
  // A server makes its socket accessible after creating it.
  private static let changes = IN_CREATE | IN_MOVED_TO | IN_ATTRIB

  /// Calls `onChange` until the watch is cancelled; `nil` when the system has none left.
  static func start(
    _ path: String, onChange: @escaping @Sendable () -> Void
  ) -> DirectoryWatch? {
    let watch = try? DirectoryWatch(queue: queue) { watch, _ in
      // What appeared may be a directory on the way to the socket.
      addNearestDirectory(of: path, to: watch)
      onChange()
    }
    if let watch { addNearestDirectory(of: path, to: watch) }
    return watch
  }

  /// The directory of the socket, or where that directory would have to appear.
  private static func addNearestDirectory(of path: String, to watch: DirectoryWatch) {
    var directory = path[...]
    while let slash = directory.lastIndex(of: "/") {
      directory = directory[..<slash]
      if (try? watch.add(directory.isEmpty ? "/" : String(directory), changes)) != nil { return }
    }
  }

  /// The path of the socket in a server's address: `{machine}unix:/run/user/1000/pulse/native`;
  /// `nil` for a server elsewhere.
  static func path(ofAddress address: String) -> String? {
    var rest = address[...]
    if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") {
      rest = rest[rest.index(after: end)...]
    }
    if rest.hasPrefix("unix:") { rest = rest.dropFirst(5) }
    return rest.hasPrefix("/") ? String(rest) : nil
  }
}
