import CPulse
import UserMediaCore

extension PulseContext {
  /// Starts recording from the source of `stream`, which receives the stream's callbacks and is
  /// kept alive until ``PulseStream/close()``.
  func record(
    _ spec: pa_sample_spec, fragmentSize: UInt32, for stream: RecordStream
  ) throws(CaptureError) -> PulseStream {
    var spec = spec
    // libpulse's default has no map for some numbers of channels; this one has one for all.
    var map = pa_channel_map()
    _ = pulse.pa_channel_map_init_extend(&map, UInt32(spec.channels), PA_CHANNEL_MAP_DEFAULT)
    guard let context, let pointer = pulse.pa_stream_new(context, "UserMedia", &spec, &map) else {
      throw pulse.latestError(
        of: context, call: "pa_stream_new", device: stream.device, "cannot record")
    }
    let result = PulseStream(pointer, of: self, for: stream)
    // The server chooses the rest, "which is recommended" (pulse/def.h, pa_buffer_attr).
    var attributes = pa_buffer_attr(
      maxlength: .max, tlength: .max, prebuf: .max, minreq: .max, fragsize: fragmentSize)
    // Moving a stream to another source changes the microphone under a track, whose "source must
    // never change" (Media Capture and Streams, getUserMedia). As in browsers, only a track
    // requested without a device may be moved.
    let isFixed = stream.routing == .fixed
    let flags = pa_stream_flags_t(
      PA_STREAM_ADJUST_LATENCY.rawValue | (isFixed ? PA_STREAM_DONT_MOVE.rawValue : 0))
    // The server moves streams without a named source when the default changes.
    let source = stream.routing == .followsDefault ? nil : stream.source
    if pulse.pa_stream_connect_record(pointer, source, &attributes, flags) < 0 {
      let error = result.error(call: "pa_stream_connect_record", "cannot record")
      result.close()
      throw error
    }
    return result
  }
}
