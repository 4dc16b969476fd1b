import CPulse
import UserMediaCore

/// One recording run: receives audio from the server and delivers it to the sink.
///
/// Unchecked, because it is used only with the lock of its ``PulseContext`` held.
final class RecordStream: @unchecked Sendable {
  /// The name of the microphone.
  private(set) var device: String
  /// The recorded source: the microphone, or the processor of its sound.
  private(set) var source: String
  /// How the source is requested.
  let routing: Routing
  /// Kept after the end, so that it's never released with the lock held.
  private let sink: QueuedSink
  private(set) var stream: PulseStream?
  private var starting: PulseWait?
  /// Whether the sink was last told that it is muted.
  private(set) var isMuted: Bool
  /// Whether the microphone is suspended behind a processor, which doesn't report that itself.
  private var isDeviceSuspended = false
  /// Whether no audio arrives although the server reports no reason: it hangs, or its messages are
  /// lost.
  private(set) var isSilent = false
  /// How many frames had been delivered when the sink was muted.
  private var framesWhenMuted: Int64 = 0
  private let observer: Observer
  let delivery: Delivery

  /// How a source is requested.
  enum Routing {
    /// By name; the stream must not be moved.
    case fixed
    /// By name; the user may move the stream.
    case movable
    /// As the default, whichever that is; the user may move the stream.
    case followsDefault
  }

  /// Callbacks for the stream's session rather than its sink. Called with the lock held.
  struct Observer: Sendable {
    /// The server or the processor was lost, but not the microphone.
    var lost: @Sendable (RecordStream, _ isServer: Bool, CaptureError) -> Void
    /// No audio has arrived for a while.
    var silent: @Sendable (RecordStream) -> Void
    /// The stream records from another microphone than requested, or than before.
    var moved: @Sendable (RecordStream) -> Void
  }

  private enum End {
    case server
    case processor
    case device
  }

  /// What a loss of the source means.
  private var sourceEnd: End { source == device ? .device : .processor }

  /// Creates a run, not yet started.
  /// - Parameter resumesAt: the earliest timestamp allowed after an earlier, muted run; `nil` if
  ///   there was none.
  init(
    device: String, source: String, routing: Routing, format: AudioSampleFormat,
    resumesAt: Int64?, sink: QueuedSink, observer: Observer
  ) {
    self.device = device
    self.source = source
    self.routing = routing
    isMuted = resumesAt != nil
    self.sink = sink
    self.observer = observer
    delivery = Delivery(format: format, earliestTimestamp: resumesAt ?? .min)
  }

  /// Starts recording; `wait` finishes once the server has created the stream or failed to.
  func start(
    _ spec: pa_sample_spec, fragmentSize: UInt32, on context: PulseContext, _ wait: PulseWait
  ) {
    starting = wait
    do {
      stream = try context.record(spec, fragmentSize: fragmentSize, for: self)
    } catch {
      wait.finish(.failure(error))
    }
  }

  /// Stops; nothing more is delivered.
  func close() {
    let open = stream
    stream = nil
    starting = nil
    open?.close()
  }

  /// The configuration that the server actually delivers.
  func actualConfiguration(for requested: AudioConfiguration, fragmentSize: UInt32)
    -> AudioConfiguration
  {
    let size = delivery.limits.fragmentSize(
      reported: stream?.fragmentSize ?? 0, requested: fragmentSize)
    // A delivery consists of whole samples, so its length may differ slightly from the requested
    // one.
    let second = Double(delivery.bytesPerFrame * delivery.sampleRate)
    return AudioConfiguration(
      sampleRate: delivery.sampleRate, channelCount: delivery.channelCount, format: delivery.format,
      latency: size == fragmentSize ? requested.latency : Double(size) / second,
      processing: requested.processing, mayMove: requested.mayMove)
  }
}

// MARK: - What the server says

extension RecordStream {
  /// Handles a change of the stream's state.
  func stateChanged() {
    guard let stream else { return }
    switch stream.state {
    case PA_STREAM_READY:
      let spec = stream.sampleSpec
      delivery.begin(sampleRate: Int(spec.rate), channelCount: Int(spec.channels))
      adoptSource(of: stream)
      starting?.finish(.success(()))
      starting = nil
      stream.restartSilenceTimer()
      updateMuted()
    case PA_STREAM_FAILED, PA_STREAM_TERMINATED:
      end(
        stream.error(
          call: "pa_stream_connect_record",
          starting == nil ? "the source is gone" : "cannot record"),
        of: stream.isServerLost ? .server : sourceEnd)
    default: break
    }
  }

  /// Handles a suspended or resumed source.
  func suspensionChanged() {
    if let stream, !stream.isSuspended { stream.restartSilenceTimer() }
    updateMuted()
  }

  /// Mutes or unmutes the sink: it is muted while the source is suspended or silent.
  func updateMuted() {
    guard let stream, starting == nil,
      (stream.isSuspended || isDeviceSuspended || isSilent) != isMuted
    else { return }
    isMuted.toggle()
    framesWhenMuted = delivery.nextFrame
    if !isMuted {
      // The time that a source was suspended isn't lost audio. The clock is reset when it resumes,
      // not when it is suspended, because earlier audio may arrive after that event.
      delivery.forgetTime()
      stream.restartSilenceTimer()
    }
    sink.captureMuted(isMuted)
  }

  /// Handles a change of the microphone behind a processor, which doesn't report it itself.
  func deviceChanged(_ state: SoundProcessors.DeviceState) {
    switch state {
    case .gone(let canFollow):
      end(
        CaptureError(.notFound, device: device, "the source is gone"),
        of: canFollow ? .processor : .device)
    case .unprocessed:
      end(
        CaptureError(.unreadable, device: device, "the loudspeaker is another one"), of: .processor)
    case .running, .suspended:
      isDeviceSuspended = state == .suspended
      updateMuted()
    }
  }

  /// Handles the silence timer.
  func silenceTimerExpired() {
    isSilent = true
    updateMuted()
    observer.silent(self)
  }

  /// Handles a move of the stream to another source.
  func moved() {
    guard let stream, starting == nil, let name = stream.deviceName, name != source else { return }
    guard routing != .fixed, source == device else {
      // Another microphone, so this run is over; or the processor moved.
      return end(
        CaptureError(.notFound, device: device, "the sound server went over to \(name)"),
        of: sourceEnd)
    }
    adoptSource(of: stream)
    // Another source has another latency, and the time between the two isn't lost audio.
    delivery.forgetTime()
    stream.restartSilenceTimer()
    updateMuted()
    observer.moved(self)
  }

  /// Adopts the source that the server chose.
  private func adoptSource(of stream: PulseStream) {
    guard routing != .fixed, source == device, let name = stream.deviceName else { return }
    (source, device) = (name, name)
  }

  /// Handles the server's answer to a timing request.
  func timingArrived() {
    guard !isMuted, let timing = stream?.timing else { return }
    guard let lost = delivery.measured(timing) else { return giveUp() }
    if lost > 0 { sink.captureDropped(.overrun, count: lost) }
    soundArrived()
  }

  /// Handles received audio.
  func soundArrived() {
    if isSilent {
      isSilent = false
      updateMuted()
    }
    while let stream {
      switch delivery.deliver(from: stream, to: sink) {
      case .more: continue
      case .invalid: return giveUp()
      case .wait: break
      }
      break
    }
    // Two seconds: more than can have been in transit when the source was suspended.
    if isMuted, starting == nil, !isDeviceSuspended,
      delivery.nextFrame - framesWhenMuted > 2 * Int64(delivery.sampleRate)
    {
      giveUp()
    }
  }

  /// Ends the stream because the server's data is invalid.
  func giveUp(_ reason: String = "the sound server does not make sense") {
    guard let stream else { return }
    end(stream.protocolError(reason), of: .server)
  }

  /// Whether it is still running without receiving audio.
  var isStillSilent: Bool { stream != nil && isSilent && !isDeviceSuspended }

  /// The recorded source; callable on any thread.
  func currentSource(in context: PulseContext) -> String { context.locked { source } }

  private func end(_ error: CaptureError, of end: End) {
    let starting = starting
    close()
    if let starting {
      starting.finish(.failure(error))
    } else if end == .device {
      sink.captureEnded(error)
    } else {
      observer.lost(self, end == .server, error)
    }
  }
}
