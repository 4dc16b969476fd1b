import CPulse
import UserMediaCore

extension PulseContext {
  /// Queries the server's clients, modules, sinks and playback streams.
  func inventory() async throws(CaptureError) -> Inventory {
    try await connect()
    let inventory = Inventory()
    try await wait(inventory, for: "pa_context_get_module_info_list", device: serverName) {
      [self] all in
      all.ownClient = clientIndex
      startOperation(for: all) {
        pulse.pa_context_get_server_info($0, { callbackWait(Inventory.self, $2).add($1) }, $1)
      }
      startOperation(for: all) {
        pulse.pa_context_get_module_info_list($0, { callbackWait(Inventory.self, $3).add($1) }, $1)
      }
      startOperation(for: all) {
        pulse.pa_context_get_client_info_list($0, { callbackWait(Inventory.self, $3).add($1) }, $1)
      }
      startOperation(for: all) {
        pulse.pa_context_get_sink_info_list($0, { callbackWait(Inventory.self, $3).add($1) }, $1)
      }
      startOperation(for: all) {
        pulse.pa_context_get_sink_input_info_list(
          $0, { callbackWait(Inventory.self, $3).add($1) }, $1)
      }
    }
    return inventory
  }

  /// Loads a module into the server.
  func loadModule(_ name: String, _ arguments: String) async throws(CaptureError) -> LoadedModule {
    try await connect()
    let load = ModuleLoad()
    try await wait(load, for: "pa_context_load_module", device: serverName) { [self] load in
      load.epoch = epoch
      startOperation(for: load) {
        pulse.pa_context_load_module(
          $0, name, arguments,
          { context, index, data in
            let load = callbackWait(ModuleLoad.self, data)
            load.index = index
            if index == .max { load.fail("the module cannot be loaded", by: context) }
          }, $1)
      }
    }
    return LoadedModule(index: load.index, epoch: load.epoch)
  }

  /// Unloads a module, unless its connection has ended.
  func unload(_ module: LoadedModule) async throws(CaptureError) {
    guard locked({ module.epoch == epoch && context != nil }) else { return }
    try await perform("pa_context_unload_module") {
      pulse.pa_context_unload_module($0, module.index, $1, $2)
    }
  }

  /// Moves a playback stream to another sink.
  func move(sinkInput index: UInt32, to sink: String) async throws(CaptureError) {
    try await perform("pa_context_move_sink_input_by_name") {
      pulse.pa_context_move_sink_input_by_name($0, index, sink, $1, $2)
    }
  }
}
