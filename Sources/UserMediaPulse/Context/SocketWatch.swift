import Dispatch
import Glibc

/// Tells when something appears where a server has its socket (inotify(7)).
///
/// libpulse's own `PA_CONTEXT_NOFAIL` is not used: it learns of a server by D-Bus, on which neither
/// a server without a session bus nor PipeWire says that it is there.
final class SocketWatch: Sendable {
  // Unsafe in name only: a dispatch source may be used from any thread.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Calls `onChange` until ``cancel()``; `nil` when the system has no watch left.
  init?(_ path: String, onChange: @escaping @Sendable () -> Void) {
    let file = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard file >= 0 else { return nil }
    source = DispatchSource.makeReadSource(
      fileDescriptor: file, queue: DispatchQueue(label: "UserMediaPulse.SocketWatch"))
    source.setEventHandler {
      var events = [UInt8](repeating: 0, count: 4096)
      while read(file, &events, events.count) > 0 {}
      // What appeared may be a directory on the way to the socket.
      Self.watchNearestDirectory(of: path, file)
      onChange()
    }
    source.setCancelHandler { close(file) }
    Self.watchNearestDirectory(of: path, file)
    source.activate()
  }

  /// Calls nobody any more.
  func cancel() {
    source.cancel()
  }

  /// The directory of the socket, or where that directory would have to appear.
  private static func watchNearestDirectory(of path: String, _ file: Int32) {
    // A server makes its socket accessible after it has made it.
    let changes = UInt32(IN_CREATE | IN_MOVED_TO | IN_ATTRIB)
    var directory = path[...]
    while let slash = directory.lastIndex(of: "/") {
      directory = directory[..<slash]
      if inotify_add_watch(file, directory.isEmpty ? "/" : String(directory), changes) >= 0 {
        return
      }
    }
  }

  /// Where a server is that the environment does not name, or names (pulseaudio(1), ENVIRONMENT).
  static var usualAddress: String? {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    return value("PULSE_SERVER") ?? value("PULSE_RUNTIME_PATH").map { $0 + "/native" }
      ?? value("XDG_RUNTIME_DIR").map { $0 + "/pulse/native" }
  }

  /// The path of the socket in a server's address: `{machine}unix:/run/user/1000/pulse/native`; `nil`
  /// for a server elsewhere.
  static func path(ofAddress address: String) -> String? {
    var rest = address[...]
    if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}") {
      rest = rest[rest.index(after: end)...]
    }
    if rest.hasPrefix("unix:") { rest = rest.dropFirst(5) }
    return rest.hasPrefix("/") ? String(rest) : nil
  }
}
