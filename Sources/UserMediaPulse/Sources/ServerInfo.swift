/// What a sound server says of itself (PulseAudio, `pa_server_info`).
struct ServerInfo: Hashable {
  /// The source that it prefers.
  var defaultSource: String?
  /// The sink that it prefers: the loudspeaker.
  var defaultSink: String?
  /// Whether it is PipeWire in PulseAudio's place.
  var isPipeWire = false

  /// The sink whose echo a microphone may hear; `nil` where there is none, but perhaps a stand-in
  /// that goes as soon as another sink comes (module-always-sink, of either server).
  var loudspeaker: String? { defaultSink == "auto_null" ? nil : defaultSink }
}
