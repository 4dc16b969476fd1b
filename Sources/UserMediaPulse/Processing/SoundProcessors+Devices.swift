extension SoundProcessors {
  /// What the users of a processor are told.
  struct DeviceNews: Sendable {
    /// What the device is doing.
    var state: DeviceState
    /// The source that the server prefers.
    var defaultSource: String?
  }

  /// What a device is doing behind a processor.
  enum DeviceState: Hashable, Sendable {
    case awake
    case asleep
    /// Unplugged; with `mayFollow`, the track may move to another device.
    case gone(mayFollow: Bool = false)
    /// Its processor is gone, but another one can be loaded.
    case unprocessed
  }

  /// Tells all users about their devices: while one sleeps, PulseAudio's module runs on and gives
  /// nothing, and when it is gone, PipeWire's takes another one. Replaces the modules that cancel the
  /// echo of a loudspeaker that's no longer the default.
  func tellOfDevices() async {
    await telling.ask { await tellOfDevicesOnce() }
  }

  private func tellOfDevicesOnce() async {
    guard !processors.isEmpty else { return }
    // What is of an earlier connection is told of that one's end.
    let epoch = context.locked { context.epoch }
    guard let query = try? await context.sources(),
      context.locked({ context.epoch }) == epoch
    else { return }
    for processor in processors where processor.epoch == epoch {
      let source = query.sources.first { $0.name == processor.source }
      let state = source.map { $0.isSuspended ? DeviceState.asleep : .awake } ?? .gone()
      let news = DeviceNews(state: state, defaultSource: query.server.defaultSource)
      for tell in processor.users.values { tell(news) }
    }
    if let loudspeaker = query.server.loudspeaker, !ProcessorName.isOwn(loudspeaker) {
      await cancelEcho(of: loudspeaker, epoch, query.server.defaultSource)
    }
  }

  /// Programs play into the default sink, so its echo is the one to cancel. A canceller of another
  /// one is unloaded, and its users, who lose it as if it had gone with its loudspeaker, acquire a
  /// new one.
  private func cancelEcho(of loudspeaker: String, _ epoch: Int, _ defaultSource: String?) async {
    let cancellers = processors.filter { $0.isCanceller && $0.epoch == epoch }
    let sinks = Set(cancellers.map(\.sink))
    guard
      cancellers.contains(where: { canceller in
        canceller.output.map { $0 != loudspeaker && !sinks.contains($0) } ?? false
      })
    else { return }
    // All of them, because they play one into the other. Forgotten first, so that none of the new
    // ones plays into an old one.
    processors.removeAll { processor in cancellers.contains { $0.id == processor.id } }
    let news = DeviceNews(state: .unprocessed, defaultSource: defaultSource)
    for canceller in cancellers {
      for tell in canceller.users.values { tell(news) }
    }
    for var canceller in cancellers.reversed() {
      canceller.output = loudspeaker
      await Task { [canceller] in await end(canceller) }.value
    }
  }
}
