import CPulse

extension ServerInfo {
  /// Copies a structure that libpulse lends for the duration of a callback.
  init(_ info: UnsafePointer<pa_server_info>?) {
    guard let info = info?.pointee else { return }
    defaultSource = info.default_source_name.map(String.init(cString:))
    defaultSink = info.default_sink_name.map(String.init(cString:))
    // "PulseAudio (on PipeWire 0.3.65)".
    isPipeWire = info.server_name.map { String(cString: $0).contains("PipeWire") } ?? false
  }
}
