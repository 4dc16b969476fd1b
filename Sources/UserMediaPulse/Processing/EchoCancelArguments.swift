import UserMediaCore

/// The arguments of module-echo-cancel.
struct EchoCancelArguments {
  /// The name of the source with the processed sound; its sink's name is derived from it.
  let name: ProcessorName
  /// The source to process.
  let source: String
  /// The sink whose echo to cancel.
  let sink: String
  let processing: AudioProcessing
  let isPipeWire: Bool

  /// The arguments in the server's syntax.
  ///
  /// 48000 Hz and the devices' own channels, because playback goes through the module too, which
  /// would default to 32000 Hz mono.
  var text: String {
    "aec_method=webrtc source_name=\(name.text) sink_name=\(name.sink) source_master=\(source) "
      + "sink_master=\(sink) rate=48000 \(isPipeWire ? "" : "use_master_format=yes ")"
      + "aec_args=\"\(processing.webRTCArguments(isPipeWire: isPipeWire))\""
  }
}
