import CPulse
import UserMediaCore

extension PulseContext {
  /// Begins to record from the source of `stream`, which hears what becomes of it, and is kept
  /// alive until ``PulseStream/close()``.
  func record(
    _ spec: pa_sample_spec, fragmentSize: UInt32, for stream: RecordStream
  ) throws(CaptureError) -> PulseStream {
    var spec = spec
    // libpulse's own choice has no map for some numbers of channels; this one has for all.
    var map = pa_channel_map()
    _ = pulse.pa_channel_map_init_extend(&map, UInt32(spec.channels), PA_CHANNEL_MAP_DEFAULT)
    guard let context, let pointer = pulse.pa_stream_new(context, "UserMedia", &spec, &map) else {
      throw pulse.latestError(
        of: context, call: "pa_stream_new", device: stream.device, "cannot record")
    }
    let result = PulseStream(pointer, of: self, for: stream)
    // The rest the server chooses, "which is recommended" (pulse/def.h, pa_buffer_attr).
    var attributes = pa_buffer_attr(
      maxlength: .max, tlength: .max, prebuf: .max, minreq: .max, fragsize: fragmentSize)
    // A stream that the server moves to another source is another microphone under the same track,
    // whose "source must never change" (Media Capture and Streams, getUserMedia): only a track that
    // named none may be moved, as by browsers.
    let isFixed = stream.routing == .fixed
    let flags = pa_stream_flags_t(
      PA_STREAM_ADJUST_LATENCY.rawValue | (isFixed ? PA_STREAM_DONT_MOVE.rawValue : 0))
    // A server takes streams that asked for no source along when the default is another one.
    let source = stream.routing == .followsDefault ? nil : stream.source
    if pulse.pa_stream_connect_record(pointer, source, &attributes, flags) < 0 {
      let error = result.error(call: "pa_stream_connect_record", "cannot record")
      result.close()
      throw error
    }
    return result
  }
}
