import CPulse
import UserMediaCore

/// A libpulse record stream. Used with the lock held, until ``close()``.
struct PulseStream: SoundStream {
  private let stream: OpaquePointer
  private let owner: Unmanaged<RecordStream>
  private let context: PulseContext
  /// Expires when expected audio doesn't arrive.
  private let silenceTimer: OpaquePointer

  init(_ stream: OpaquePointer, of context: PulseContext, for owner: RecordStream) {
    self.stream = stream
    self.context = context
    self.owner = Unmanaged.passRetained(owner)
    silenceTimer = context.pulse.pa_context_rttime_new(
      context.pulse.pa_stream_get_context(stream), .max, { Self.owner($3).silenceTimerExpired() },
      self.owner.toOpaque())!
    listen(self.owner.toOpaque())
  }

  private var pulse: PulseFunctions { context.pulse }
  private var connection: OpaquePointer? { pulse.pa_stream_get_context(stream) }

  /// Directs the stream's callbacks to its owner; `nil` removes them.
  private func listen(_ data: UnsafeMutableRawPointer?) {
    let on = data != nil
    pulse.pa_stream_set_state_callback(stream, on ? { Self.owner($1).stateChanged() } : nil, data)
    pulse.pa_stream_set_read_callback(stream, on ? { Self.owner($2).soundArrived() } : nil, data)
    pulse.pa_stream_set_latency_update_callback(
      stream, on ? { Self.owner($1).timingArrived() } : nil, data)
    pulse.pa_stream_set_suspended_callback(
      stream, on ? { Self.owner($1).suspensionChanged() } : nil, data)
    pulse.pa_stream_set_moved_callback(stream, on ? { Self.owner($1).moved() } : nil, data)
  }

  private static func owner(_ data: UnsafeMutableRawPointer?) -> RecordStream {
    Unmanaged<RecordStream>.fromOpaque(data!).takeUnretainedValue()
  }

  /// Closes the stream; its owner gets no more callbacks. Called once, last.
  func close() {
    listen(nil)
    context.api.pointee.time_free(silenceTimer)
    _ = pulse.pa_stream_disconnect(stream)
    pulse.pa_stream_unref(stream)
    owner.release()
  }

  /// Creates the error for a failed stream.
  func error(call: String, _ message: String) -> CaptureError {
    if let reason = context.endReason { return reason }
    return pulse.latestError(
      of: connection, call: call, device: owner.takeUnretainedValue().device, message)
  }

  /// Creates the error for invalid data from the server.
  func protocolError(_ message: String) -> CaptureError {
    pulse.error(
      PA_ERR_PROTOCOL, call: "pa_stream_peek", device: owner.takeUnretainedValue().device, message)
  }

  /// Whether the connection has ended.
  var isServerLost: Bool { pulse.pa_context_get_state(connection) != PA_CONTEXT_READY }
  /// The stream's state.
  var state: pa_stream_state { pulse.pa_stream_get_state(stream) }
  /// Whether its source is suspended.
  var isSuspended: Bool { pulse.pa_stream_is_suspended(stream) > 0 }
  /// The source that it actually records from.
  var deviceName: String? { pulse.pa_stream_get_device_name(stream).map(String.init(cString:)) }
  /// The sample format that the server actually delivers.
  var sampleSpec: pa_sample_spec { pulse.pa_stream_get_sample_spec(stream)!.pointee }
  /// The size of one delivery from the server, in bytes.
  var fragmentSize: UInt32 { pulse.pa_stream_get_buffer_attr(stream)!.pointee.fragsize }
  /// The number of bytes received and not yet dropped, including holes.
  var readableSize: Int {
    let size = pulse.pa_stream_readable_size(stream)
    return size == .max ? 0 : size
  }

  /// The oldest received piece; `nil` if there is none.
  func peek() -> SoundPiece? {
    var data: UnsafeRawPointer?
    var count = 0
    guard pulse.pa_stream_peek(stream, &data, &count) >= 0, count > 0 else { return nil }
    return data.map { .sound(UnsafeRawBufferPointer(start: $0, count: count)) } ?? .hole(count)
  }

  /// Drops the current piece.
  func drop() { _ = pulse.pa_stream_drop(stream) }

  /// Requests the server's timing; the owner is called with the answer.
  func requestTiming() {
    pulse.pa_stream_update_timing_info(stream, nil, nil).map(pulse.pa_operation_unref)
  }

  /// Restarts the silence timer. It expires unless this is called again within twice the timeout
  /// plus one delivery.
  func restartSilenceTimer() {
    let longest = pa_usec_t(DeliveryLimits.seconds) * 1_000_000
    let delivery = min(
      pulse.pa_bytes_to_usec(UInt64(fragmentSize), pulse.pa_stream_get_sample_spec(stream)), longest
    )
    let time = pulse.pa_rtclock_now() + 2 * pa_usec_t(context.timeout / .microseconds(1)) + delivery
    pulse.pa_context_rttime_restart(connection, silenceTimer, time)
  }

  /// The latest timing from the server; `nil` before the first.
  var timing: ServerTiming? {
    guard let timing = pulse.pa_stream_get_timing_info(stream)?.pointee else { return nil }
    return ServerTiming(
      seconds: Int64(timing.timestamp.tv_sec), microseconds: Int64(timing.timestamp.tv_usec),
      sourceLatency: timing.source_usec, sinkLatency: timing.sink_usec,
      writeIndex: timing.write_index)
  }
}
