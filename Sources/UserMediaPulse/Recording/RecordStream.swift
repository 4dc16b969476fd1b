import CPulse
import UserMediaCore

/// One run of a microphone: receives what the server sends, and delivers it to the sink.
///
/// Unchecked, because it is used only with the lock of its ``PulseContext`` held.
final class RecordStream: @unchecked Sendable {
  /// The microphone that it records from.
  private(set) var device: String
  /// The source that is recorded: the microphone, or what processes its sound.
  private(set) var source: String
  /// How the server is asked for the source.
  let routing: Routing
  /// Kept after the end, so that it's never released with the lock held.
  private let sink: QueuedSink
  private(set) var stream: PulseStream?
  private var starting: PulseWait?
  /// Whether the sink was told last that there is no sound.
  private(set) var isMuted: Bool
  /// Whether the microphone sleeps, as far as what processes its sound does not tell of it.
  private var isDeviceAsleep = false
  /// Whether no sound arrives although the server reports no reason: it hangs, or its messages are
  /// lost.
  private(set) var isSilent = false
  /// How many frames had come when the sink was told that there is no sound.
  private var framesWhenMuted: Int64 = 0
  private let observer: Observer
  let delivery: Delivery

  /// How the server is asked for a source.
  enum Routing {
    /// By its name, and for no other.
    case fixed
    /// By its name at first; a person may move the stream.
    case movable
    /// For whichever is the default; a person may move the stream.
    case followsDefault
  }

  /// What happens to a stream that is for its session rather than for the sink. Called with the lock
  /// held.
  struct Observer: Sendable {
    /// The server is lost, or what processes the sound, rather than the microphone.
    var lost: @Sendable (RecordStream, _ isServer: Bool, CaptureError) -> Void
    /// No sound has come for a while.
    var silent: @Sendable (RecordStream) -> Void
    /// The stream records from another microphone than it was asked for, or than before.
    var moved: @Sendable (RecordStream) -> Void
  }

  private enum End {
    case server
    case processor
    case device
  }

  /// What is lost when the source is.
  private var sourceEnd: End { source == device ? .device : .processor }

  /// A run that has not begun.
  /// - Parameter resumesAt: the first timestamp that may follow a run that the sink was told is
  ///   muted; `nil` when there was none.
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

  /// Begins; `wait` is finished when the server has made the stream, or has not.
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

  /// Ends; nothing more is delivered.
  func close() {
    let open = stream
    stream = nil
    starting = nil
    open?.close()
  }

  /// What the server really gives of what it was asked for.
  func given(of asked: AudioConfiguration, fragmentSize: UInt32) -> AudioConfiguration {
    let size = delivery.limits.fragmentSize(said: stream?.fragmentSize ?? 0, asked: fragmentSize)
    // A delivery has whole samples, and need not be as long as was asked to the last digit.
    let second = Double(delivery.bytesPerFrame * delivery.sampleRate)
    return AudioConfiguration(
      sampleRate: delivery.sampleRate, channelCount: delivery.channelCount, format: delivery.format,
      latency: size == fragmentSize ? asked.latency : Double(size) / second,
      processing: asked.processing, mayMove: asked.mayMove)
  }
}

// MARK: - What the server says

extension RecordStream {
  /// The stream is made, or over.
  func stateChanged() {
    guard let stream else { return }
    switch stream.state {
    case PA_STREAM_READY:
      let spec = stream.sampleSpec
      delivery.begin(sampleRate: Int(spec.rate), channelCount: Int(spec.channels))
      adoptSource(of: stream)
      starting?.finish(.success(()))
      starting = nil
      stream.expectSound()
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

  /// The source fell asleep, or woke up.
  func suspensionChanged() {
    if let stream, !stream.isSuspended { stream.expectSound() }
    updateMuted()
  }

  /// Tells the sink whether there is no sound for now: the source is suspended, or silent.
  func updateMuted() {
    guard let stream, starting == nil,
      (stream.isSuspended || isDeviceAsleep || isSilent) != isMuted
    else { return }
    isMuted.toggle()
    framesWhenMuted = delivery.nextFrame
    if !isMuted {
      // The time that a source sleeps is no sound that was lost. Forgotten when it wakes: sound
      // from before may come after the word that it sleeps.
      delivery.forgetTime()
      stream.expectSound()
    }
    sink.captureMuted(isMuted)
  }

  /// The microphone is doing something that what processes its sound does not tell of.
  func deviceChanged(_ state: SoundProcessors.DeviceState) {
    switch state {
    case .gone(let mayFollow):
      end(
        CaptureError(.notFound, device: device, "the source is gone"),
        of: mayFollow ? .processor : .device)
    case .unprocessed:
      end(
        CaptureError(.unreadable, device: device, "the loudspeaker is another one"), of: .processor)
    case .awake, .asleep:
      isDeviceAsleep = state == .asleep
      updateMuted()
    }
  }

  /// No sound came for so long that none can be counted on.
  func soundStayedAway() {
    isSilent = true
    updateMuted()
    observer.silent(self)
  }

  /// The server took the stream to another source.
  func moved() {
    guard let stream, starting == nil, let name = stream.deviceName, name != source else { return }
    guard routing != .fixed, source == device else {
      // Another microphone, so this one is over; or what processed the sound.
      return end(
        CaptureError(.notFound, device: device, "the sound server went over to \(name)"),
        of: sourceEnd)
    }
    adoptSource(of: stream)
    // Another source has another latency, and what came from neither meanwhile is no loss.
    delivery.forgetTime()
    stream.expectSound()
    updateMuted()
    observer.moved(self)
  }

  /// Takes the source that the server chose.
  private func adoptSource(of stream: PulseStream) {
    guard routing != .fixed, source == device, let name = stream.deviceName else { return }
    (source, device) = (name, name)
  }

  /// The server answered when which sample was captured.
  func timingArrived() {
    guard !isMuted, let timing = stream?.timing else { return }
    guard let lost = delivery.measured(timing) else { return giveUp() }
    if lost > 0 { sink.captureDropped(.overrun, count: lost) }
    soundArrived()
  }

  /// Sound is there.
  func soundArrived() {
    if isSilent {
      isSilent = false
      updateMuted()
    }
    while let stream {
      switch delivery.deliver(from: stream, to: sink) {
      case .goOn: continue
      case .nonsense: return giveUp()
      case .wait: break
      }
      break
    }
    // Two seconds: what was on its way when the source fell asleep is less.
    if isMuted, starting == nil, !isDeviceAsleep,
      delivery.nextFrame - framesWhenMuted > 2 * Int64(delivery.sampleRate)
    {
      giveUp()
    }
  }

  /// The stream is worth nothing, because what the server says cannot be.
  func giveUp(_ reason: String = "the sound server does not make sense") {
    guard let stream else { return }
    end(stream.protocolError(reason), of: .server)
  }

  /// Whether it runs, and no sound comes.
  var isStillSilent: Bool { stream != nil && isSilent && !isDeviceAsleep }

  /// The source that it records from, asked on any thread.
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
