import UserMediaCore

extension DeviceDescription {
  /// What the server's sources are as microphones: microphones before monitors, each with the
  /// default first, else in the server's order.
  static func microphones(_ sources: [SourceInfo], defaultSource: String?) -> [Self] {
    let all = sources.map { Self($0, isDefault: $0.name == defaultSource) }
    return [false, true].flatMap { isMonitor in
      let some = all.filter { $0.isMonitor == isMonitor }
      return some.filter(\.isDefault) + some.filter { !$0.isDefault }
    }
  }

  /// One source as a microphone.
  ///
  /// Its name is what lasts: PulseAudio and PipeWire make it from the bus, the model and the serial
  /// number, and keep their own settings under it (PulseAudio, module-device-restore).
  init(_ source: SourceInfo, isDefault: Bool) {
    self.init(
      microphone: source.name, groupId: source.groupId, label: source.description,
      address: source.name, isDefault: isDefault, isMonitor: source.isMonitor,
      audio: AudioCapabilities(
        // The server resamples and remixes to anything that it can say, up to PA_RATE_MAX; below
        // 8 kHz not even speech is left.
        sampleRate: 8000...384_000, defaultSampleRate: source.sampleRate,
        channelCount: 1...max(source.channelCount, 1), defaultChannelCount: source.channelCount,
        sampleSizes: [16, 32],
        // From what a sound card's period can be to PulseAudio's own default fragment.
        latency: 0.001...2,
        echoCancellation: [false], autoGainControl: [false], noiseSuppression: [false]))
  }
}

extension SourceInfo {
  /// What the source has in common with the other functions of the same physical device.
  var groupId: String {
    for path in [properties[.sysfsPath], properties[.deviceSysfsPath]] {
      if let path { return physicalDevice(ofSysfsPath: path) }
    }
    return properties[.busPath] ?? properties[.deviceBusPath] ?? properties[.bluetoothAddress]
      ?? monitorOf ?? name
  }
}
