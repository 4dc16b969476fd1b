import Dispatch
import Glibc
import UserMediaCore

/// Watches for a server's socket to appear.
///
/// This replaces libpulse's `PA_CONTEXT_NOFAIL`, which learns of a server through D-Bus. A server
/// without a session bus doesn't announce itself there, and neither does PipeWire.
enum SocketWatch {
  private static let queue = DispatchQueue(label: "usermedia.pulse.socket")
  // A server makes its socket accessible after creating it.
  private static let changes = IN_CREATE | IN_MOVED_TO | IN_ATTRIB

  /// Calls `onChange` at each change until the watch is cancelled; `nil` if the system has no
  /// watches left.
  static func start(
    _ path: String, onChange: @escaping @Sendable () -> Void
  ) -> DirectoryWatch? {
    let watch = try? DirectoryWatch(queue: queue) { watch, _ in
      // The new entry may be a directory on the path to the socket.
      addNearestDirectory(of: path, to: watch)
      onChange()
    }
    if let watch { addNearestDirectory(of: path, to: watch) }
    return watch
  }

  /// Watches the socket's directory, or its nearest existing ancestor.
  private static func addNearestDirectory(of path: String, to watch: DirectoryWatch) {
    var directory = path[...]
    while let slash = directory.lastIndex(of: "/") {
      directory = directory[..<slash]
      if (try? watch.add(directory.isEmpty ? "/" : String(directory), changes)) != nil { return }
    }
  }

  /// The socket's path in a server address such as `{machine}unix:/run/user/1000/pulse/native`;
  /// `nil` for a remote server.
  static func path(ofAddress address: String) -> String? {
    var rest = address[...]
    if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") {
      rest = rest[rest.index(after: end)...]
    }
    if rest.hasPrefix("unix:") { rest = rest.dropFirst(5) }
    return rest.hasPrefix("/") ? String(rest) : nil
  }
}
