import UserMediaCore

extension DeviceDescription {
  /// Lists the server's sources as devices: microphones before monitors, each group with the
  /// default first, otherwise in the server's order.
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

  /// Describes one source as a microphone.
  ///
  /// Its name serves as the persistent id: PulseAudio and PipeWire build it from bus, model and
  /// serial number, and store their own settings under it (PulseAudio, module-device-restore).
  init(_ source: SourceInfo, isDefault: Bool, canProcess: Bool = false) {
    let choices = canProcess ? [true, false] : [false]
    // The server resamples and remixes to any format it can express, up to PA_RATE_MAX; below 8 kHz
    // even speech is lost. The source's own values are clamped to the same limits.
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
        // From a sound card's shortest period to PulseAudio's default fragment.
        latency: 0.001...2,
        echoCancellation: choices, autoGainControl: choices, noiseSuppression: choices,
        // A module isn't loaded into the user's server unless the program asks for it.
        processesByDefault: false))
  }
}

extension SourceInfo {
  /// Whether a module that also uses the loudspeaker can process the source: PulseAudio refuses the
  /// loudspeaker's monitor, and hangs on a filter of it (seen in 16.1 with module-remap-source).
  func canBeProcessed(by server: ServerInfo) -> Bool {
    guard !server.isPipeWire, let loudspeaker = server.loudspeaker else { return true }
    return monitorOf != loudspeaker && properties[.masterDevice] != loudspeaker + ".monitor"
  }

  /// The group id that the source shares with other functions of the same physical device.
  var groupId: String {
    for path in [properties[.sysfsPath], properties[.deviceSysfsPath]] {
      if let path { return physicalDevice(ofSysfsPath: path) }
    }
    return properties[.busPath] ?? properties[.deviceBusPath] ?? properties[.bluetoothAddress]
      ?? monitorOf ?? name
  }
}
