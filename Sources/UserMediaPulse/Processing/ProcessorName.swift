import Glibc

/// The name of a source or a sink that this library has the server make: `usermedia.71.204.3` is
/// the third of the connection that the server counts as 204, of process 71.
///
/// A process that is killed leaves its modules in the server. Whose they are is told by the
/// connection: the server knows which are alive, while a process number means nothing outside its
/// own namespace.
struct ProcessorName: Hashable {
  private static let prefix = "usermedia."

  let text: String
  /// The connection that it was made for.
  let client: UInt32

  /// The sink that belongs to a source of that name.
  var sink: String { text + ".sink" }

  /// A new name.
  init(client: UInt32, number: Int) {
    self.client = client
    text = "\(Self.prefix)\(getpid()).\(client).\(number)"
  }

  /// The name that the arguments of a module give to a source or a sink; `nil` when it is not one
  /// of these.
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

  /// Whether a source or a sink of that name was made by this library, in any process.
  static func isOwn(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
