import UserMediaCore

extension DeviceDescription {
  /// What the server's sources are as microphones: microphones before monitors, each with the
  /// default first, else in the server's order.
  static func microphones(
    _ sources: [SourceInfo], of server: ServerInfo, canProcess: Bool = false
  ) -> [Self] {
    let others = sources.filter { !$0.name.isEmpty && !ProcessorName.isOwn($0.name) }
    let all = others.map { source in
      Self(
        source, isDefault: source.name == server.defaultSource,
        canProcess: canProcess && source.canBeProcessed(by: server))
    }
    return [false, true].flatMap { isMonitor in
      let some = all.filter { $0.isMonitor == isMonitor }
      return some.filter(\.isDefault) + some.filter { !$0.isDefault }
    }
  }

  /// One source as a microphone.
  ///
  /// Its name is what lasts: PulseAudio and PipeWire make it from the bus, the model and the serial
  /// number, and keep their own settings under it (PulseAudio, module-device-restore).
  init(_ source: SourceInfo, isDefault: Bool, canProcess: Bool = false) {
    let choices = canProcess ? [true, false] : [false]
    // The server resamples and remixes to anything that it can say, up to PA_RATE_MAX; below 8 kHz
    // not even speech is left. What it says itself of the source is held to the same.
    let rates = 8000...384_000
    let channelCount = min(max(source.channelCount, 1), 32)  // PA_CHANNELS_MAX
    self.init(
      microphone: source.name, groupId: source.groupId, label: source.description,
      address: source.name, isDefault: isDefault, isMonitor: source.isMonitor,
      audio: AudioCapabilities(
        sampleRate: rates,
        defaultSampleRate: min(max(source.sampleRate, rates.lowerBound), rates.upperBound),
        channelCount: 1...channelCount, defaultChannelCount: channelCount,
        sampleSizes: [16, 32],
        // From what a sound card's period can be to PulseAudio's own default fragment.
        latency: 0.001...2,
        echoCancellation: choices, autoGainControl: choices, noiseSuppression: choices,
        // A module in the user's server is nothing to load for a program that did not ask.
        processesByDefault: false))
  }
}

extension SourceInfo {
  /// Whether the sound can be processed by a module that also has the loudspeaker: PulseAudio
  /// refuses its monitor, and hangs over a filter of its monitor (seen in 16.1 with
  /// module-remap-source).
  func canBeProcessed(by server: ServerInfo) -> Bool {
    guard !server.isPipeWire, let loudspeaker = server.loudspeaker else { return true }
    return monitorOf != loudspeaker && properties[.masterDevice] != loudspeaker + ".monitor"
  }

  /// What the source has in common with the other functions of the same physical device.
  var groupId: String {
    for path in [properties[.sysfsPath], properties[.deviceSysfsPath]] {
      if let path { return physicalDevice(ofSysfsPath: path) }
    }
    return properties[.busPath] ?? properties[.deviceBusPath] ?? properties[.bluetoothAddress]
      ?? monitorOf ?? name
  }
}
