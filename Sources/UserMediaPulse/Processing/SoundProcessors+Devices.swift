extension SoundProcessors {
  /// What a device is doing behind a processor.
  enum DeviceState: Sendable {
    case awake
    case asleep
    case gone
  }

  /// Tells everybody of the device that is heard through a processor: while it sleeps PulseAudio's
  /// module goes on by itself and gives nothing, and when it is gone PipeWire's takes another one.
  func tellOfDevices() async {
    await telling.ask { await tellOfDevicesOnce() }
  }

  private func tellOfDevicesOnce() async {
    guard !processors.isEmpty else { return }
    // What is of an earlier connection is told of that one's end.
    let epoch = context.locked { context.epoch }
    guard let sources = try? await context.sources().sources,
      context.locked({ context.epoch }) == epoch
    else { return }
    for processor in processors where processor.epoch == epoch {
      let source = sources.first { $0.name == processor.source }
      let state = source.map { $0.isSuspended ? DeviceState.asleep : .awake } ?? .gone
      for tell in processor.users.values { tell(state) }
    }
  }
}
