import CPulse

/// Queries what the server runs; holds the answer once the wait is over.
///
/// Unchecked like its superclass; the results are read when nothing changes them any more.
final class Inventory: PulseWait, @unchecked Sendable {
  /// A loaded module.
  struct Module {
    var index: UInt32
    var name: String
    var arguments: String
  }

  /// A playback stream (PulseAudio's sink input).
  struct SinkInput {
    var index: UInt32
    /// The sink that it plays to.
    var sink: UInt32
    /// The client that owns it; `nil` if a module does.
    var client: UInt32?
  }

  /// The server, and its default devices.
  private(set) var server = ServerInfo()
  /// The client index of this program's connection.
  var ownClient: UInt32?
  /// The client indices of all connections.
  private(set) var clients: Set<UInt32> = []
  private(set) var modules: [Module] = []
  private(set) var sinks: [String: UInt32] = [:]
  private(set) var sinkInputs: [SinkInput] = []

  func add(_ info: UnsafePointer<pa_server_info>?) {
    server = ServerInfo(info)
  }

  func add(_ info: UnsafePointer<pa_module_info>?) {
    guard let info = info?.pointee else { return }
    modules.append(
      Module(
        index: info.index, name: info.name.map(String.init(cString:)) ?? "",
        arguments: info.argument.map(String.init(cString:)) ?? ""))
  }

  func add(_ info: UnsafePointer<pa_client_info>?) {
    if let info { clients.insert(info.pointee.index) }
  }

  func add(_ info: UnsafePointer<pa_sink_info>?) {
    if let info, let name = info.pointee.name { sinks[String(cString: name)] = info.pointee.index }
  }

  func add(_ info: UnsafePointer<pa_sink_input_info>?) {
    guard let info = info?.pointee else { return }
    sinkInputs.append(
      SinkInput(
        index: info.index, sink: info.sink, client: info.client == .max ? nil : info.client))
  }
}
