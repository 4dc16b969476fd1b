import UserMediaCore

extension SoundProcessors {
  /// Whether the server can process sound. Tries it once per connection, because the server's error
  /// for a module that it lacks is the same as for arguments that it doesn't understand. Uses
  /// neither a microphone nor a loudspeaker.
  func canProcess() async -> Bool {
    let epoch = context.locked { context.epoch }
    if let probe, probe.epoch == epoch { return await probe.result.value }
    let result = Task { await probeServer() }
    probe = (epoch, result)
    return await result.value
  }

  private func probeServer() async -> Bool {
    guard let inventory = try? await context.inventory(), inventory.server.loudspeaker != nil else {
      return false
    }
    await sweep(inventory)
    // PulseAudio refuses to cancel the echo between a sink and its own monitor, so this takes two
    // sinks.
    let (microphone, loudspeaker, processor) = (newName(), newName(), newName())
    let arguments = EchoCancelArguments(
      name: processor, source: microphone.text + ".monitor", sink: loudspeaker.text,
      processing: AudioProcessing(
        echoCancellation: true, autoGainControl: true, noiseSuppression: true),
      isPipeWire: inventory.server.isPipeWire)
    var loaded: [(LoadedModule, ProcessorName)] = []
    for (module, arguments, name) in [
      ("module-null-sink", "sink_name=\(microphone.text)", microphone),
      ("module-null-sink", "sink_name=\(loudspeaker.text)", loudspeaker),
      ("module-echo-cancel", arguments.text, processor),
    ] {
      guard let result = try? await load(module, arguments, name) else { break }
      loaded.append((result, name))
    }
    for (module, name) in loaded.reversed() { await unload(module, name) }
    names.subtract([microphone, loudspeaker, processor])
    return loaded.count == 3
  }

  /// Unloads modules left behind by ended processes, and those of ours that were loaded too late.
  func sweep(_ inventory: Inventory) async {
    let epoch = context.locked { context.epoch }
    for module in inventory.modules.reversed() {
      guard let name = ProcessorName(inModuleArguments: module.arguments) else { continue }
      let isOurs = name.client == inventory.ownClient
      if isOurs ? !names.contains(name) : !inventory.clients.contains(name.client) {
        try? await context.unload(LoadedModule(index: module.index, epoch: epoch))
      }
    }
  }
}
