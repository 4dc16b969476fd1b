import CPulse

extension SourceInfo {
  /// Copies a structure that libpulse lends for the duration of a callback.
  init(_ info: pa_source_info, _ properties: [Property: String]) {
    name = info.name.map(String.init(cString:)) ?? ""
    description = info.description.map(String.init(cString:)) ?? name
    monitorOf = info.monitor_of_sink_name.map(String.init(cString:))
    isMonitor = info.monitor_of_sink != .max  // PA_INVALID_INDEX
    sampleRate = Int(info.sample_spec.rate)
    channelCount = Int(info.sample_spec.channels)
    card = info.card
    isSuspended = info.state == PA_SOURCE_SUSPENDED
    self.properties = properties
  }
}
