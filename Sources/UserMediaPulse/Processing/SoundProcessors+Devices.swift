extension SoundProcessors {
  /// The state of a processor's device, as reported to the processor's users.
  struct DeviceUpdate: Sendable {
    /// The device's state.
    var state: DeviceState
    /// The server's default source.
    var defaultSource: String?
  }

  /// The state of the device behind a processor.
  enum DeviceState: Hashable, Sendable {
    case running
    case suspended
    /// Unplugged; with `canFollow`, the track may move to another device.
    case gone(canFollow: Bool = false)
    /// Its processor is gone, but another can be loaded.
    case unprocessed
  }

  /// Reports each device's state to its users, because the modules hide it: PulseAudio's keeps
  /// running but delivers nothing while its device is suspended, and PipeWire's switches to another
  /// device if its own is removed. Also replaces modules that cancel the echo of a loudspeaker that
  /// is no longer the default.
  func reportDevices() async {
    await reporting.request { await reportDevicesOnce() }
  }

  private func reportDevicesOnce() async {
    guard !processors.isEmpty else { return }
    // Users of an earlier connection are notified of its end instead.
    let epoch = context.locked { context.epoch }
    guard let query = try? await context.sources(),
      context.locked({ context.epoch }) == epoch
    else { return }
    for processor in processors where processor.epoch == epoch {
      let source = query.sources.first { $0.name == processor.source }
      let state = source.map { $0.isSuspended ? DeviceState.suspended : .running } ?? .gone()
      let update = DeviceUpdate(state: state, defaultSource: query.server.defaultSource)
      for notify in processor.users.values { notify(update) }
    }
    if let loudspeaker = query.server.loudspeaker, !ProcessorName.isOwn(loudspeaker) {
      await cancelEcho(of: loudspeaker, epoch, query.server.defaultSource)
    }
  }

  /// Makes the modules cancel the echo of the default sink, which programs play to. A canceller for
  /// another sink is unloaded; its users see it fail as if its loudspeaker had been removed, and
  /// acquire a new one.
  private func cancelEcho(of loudspeaker: String, _ epoch: Int, _ defaultSource: String?) async {
    let cancellers = processors.filter { $0.isCanceller && $0.epoch == epoch }
    let sinks = Set(cancellers.map(\.sink))
    guard
      cancellers.contains(where: { canceller in
        canceller.output.map { $0 != loudspeaker && !sinks.contains($0) } ?? false
      })
    else { return }
    // All cancellers, because each plays to the previous one. They are removed from the list first,
    // so that no new one plays to an old one.
    processors.removeAll { processor in cancellers.contains { $0.id == processor.id } }
    let update = DeviceUpdate(state: .unprocessed, defaultSource: defaultSource)
    for canceller in cancellers {
      for notify in canceller.users.values { notify(update) }
    }
    for var canceller in cancellers.reversed() {
      canceller.output = loudspeaker
      await Task { [canceller] in await end(canceller) }.value
    }
  }
}
