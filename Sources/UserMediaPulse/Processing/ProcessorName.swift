import Glibc

/// The name of a source or sink that this library has the server create. `usermedia.71.204.3` is
/// the third one of process 71, over the connection with client index 204.
///
/// A killed process leaves its modules in the server. Their owner is identified by its connection:
/// the server knows which connections are open, while a process id means nothing outside its own
/// namespace.
struct ProcessorName: Hashable {
  private static let prefix = "usermedia."

  let text: String
  /// The client index of the connection that created it.
  let client: UInt32

  /// The name of the sink that belongs to a source with this name.
  var sink: String { text + ".sink" }

  /// Creates a new name.
  init(client: UInt32, number: Int) {
    self.client = client
    text = "\(Self.prefix)\(getpid()).\(client).\(number)"
  }

  /// Extracts the name of a source or sink from a module's arguments; `nil` if it isn't one of this
  /// library's.
  init?(inModuleArguments arguments: String) {
    for word in arguments.split(separator: " ") {
      let halves = word.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, ["source_name", "sink_name"].contains(halves[0]),
        Self.isOwn(String(halves[1]))
      else { continue }
      let parts = halves[1].split(separator: ".")
      guard parts.count >= 4, let client = UInt32(parts[2]) else { continue }
      self.client = client
      text = parts[..<4].joined(separator: ".")
      return
    }
    return nil
  }

  /// Whether this library, in any process, created the source or sink with that name.
  static func isOwn(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
