/// A sound server and its defaults (PulseAudio, `pa_server_info`).
struct ServerInfo: Hashable {
  /// The default source.
  var defaultSource: String?
  /// The default sink: the loudspeaker.
  var defaultSink: String?
  /// Whether it is PipeWire's PulseAudio server.
  var isPipeWire = false

  /// The sink whose echo a microphone may pick up; `nil` if there is none, or only a placeholder
  /// that is removed as soon as another sink appears (either server's module-always-sink).
  var loudspeaker: String? { defaultSink == "auto_null" ? nil : defaultSink }
}
