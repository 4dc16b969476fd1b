/// A module loaded into the server.
struct LoadedModule: Hashable {
  /// The server's index for the module.
  var index: UInt32
  /// The connection for which the index is valid.
  var epoch: Int
}

/// Waits for a module to be loaded.
///
/// Unchecked like its superclass; read when nothing changes it any more.
final class ModuleLoad: PulseWait, @unchecked Sendable {
  var index: UInt32 = 0
  var epoch = 0
}
