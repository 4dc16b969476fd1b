import UserMediaCore

/// What module-echo-cancel is loaded with.
struct EchoCancelArguments {
  /// The name of the source that has the processed sound; its sink is named after it.
  let name: ProcessorName
  /// The source whose sound is processed.
  let source: String
  /// The sink whose echo it may have.
  let sink: String
  let processing: AudioProcessing
  let isPipeWire: Bool

  /// The arguments as the server reads them.
  ///
  /// 48000 Hz and the channels of the devices, because what plays goes through the module too,
  /// which would by itself make it 32000 Hz and mono.
  var text: String {
    "aec_method=webrtc source_name=\(name.text) sink_name=\(name.sink) source_master=\(source) "
      + "sink_master=\(sink) rate=48000 \(isPipeWire ? "" : "use_master_format=yes ")"
      + "aec_args=\"\(processing.webRTCArguments(isPipeWire: isPipeWire))\""
  }
}
