/// A module that was loaded into the server.
struct LoadedModule: Hashable {
  /// The server's number for it.
  var index: UInt32
  /// The connection that the number is of.
  var epoch: Int
}

/// A wait for a module to be loaded.
///
/// Unchecked like its superclass; read when nothing changes it any more.
final class ModuleLoad: PulseWait, @unchecked Sendable {
  var index: UInt32 = 0
  var epoch = 0
}
