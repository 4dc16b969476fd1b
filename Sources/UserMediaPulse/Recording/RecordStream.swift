import CPulse
import UserMediaCore

/// One run of a microphone: hears from the server, and delivers to the sink.
///
/// Unchecked, because it is used only with the lock of its ``PulseContext`` held.
final class RecordStream: @unchecked Sendable {
  /// The microphone, for errors.
  let device: String
  /// The source that is recorded: the microphone, or what processes its sound.
  let source: String
  private(set) var sink: (any AudioSink)?
  private(set) var stream: PulseStream?
  private var starting: PulseWait?
  private let executor: MainloopExecutor
  /// Whether the sink was told last that there is no sound.
  private(set) var isMuted: Bool
  /// Whether the microphone sleeps, as far as what processes its sound does not tell of it.
  private var isDeviceAsleep = false
  /// Whether sound does not come, although nobody says why: the server hangs.
  private var isSilent = false
  /// Told instead of the sink when the server is lost, or what processes the sound, rather than the
  /// microphone.
  private let onLoss: Loss
  let delivery: Delivery

  /// Hears whether it is the server that is lost, and why.
  typealias Loss = @Sendable (_ stream: RecordStream, _ isServer: Bool, CaptureError) -> Void

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
    device: String, source: String, format: AudioSampleFormat, resumesAt: Int64?,
    sink: any AudioSink, executor: MainloopExecutor,
    onLoss: @escaping Loss
  ) {
    self.device = device
    self.source = source
    isMuted = resumesAt != nil
    self.sink = sink
    self.executor = executor
    self.onLoss = onLoss
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

  /// Ends; nothing is delivered any more.
  func close() {
    let open = stream
    stream = nil
    starting = nil
    sink = nil
    open?.close()
  }

  /// What the server really gives of what it was asked for.
  func given(of asked: AudioConfiguration, fragmentSize: UInt32) -> AudioConfiguration {
    let size = stream?.fragmentSize ?? 0
    // A delivery has whole samples, and need not be as long as was asked to the last digit.
    let second = Double(delivery.bytesPerFrame * delivery.sampleRate)
    return AudioConfiguration(
      sampleRate: delivery.sampleRate, channelCount: delivery.channelCount, format: delivery.format,
      latency: size == fragmentSize ? asked.latency : Double(size) / second,
      processing: asked.processing)
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

  /// Tells the sink whether there is no sound for now: the source is suspended, or silent.
  func updateMuted() {
    guard let stream, starting == nil,
      (stream.isSuspended || isDeviceAsleep || isSilent) != isMuted
    else { return }
    isMuted.toggle()
    if !isMuted {
      // The time that a source sleeps is no sound that was lost. Forgotten when it wakes: sound
      // from before may come after the word that it sleeps.
      delivery.forgetTime()
      stream.expectSound()
    }
    sink?.captureMuted(isMuted)
  }

  /// The microphone is doing something that what processes its sound does not tell of.
  func deviceChanged(_ state: SoundProcessors.DeviceState) {
    if state == .gone {
      end(CaptureError(.notFound, device: device, "the source is gone"), of: .device)
    } else {
      isDeviceAsleep = state == .asleep
      updateMuted()
    }
  }

  /// No sound came for so long that none can be counted on.
  func soundStayedAway() {
    isSilent = true
    updateMuted()
  }

  /// The server took the stream to another source, although it was asked not to: another
  /// microphone, so this one is over.
  func moved() {
    guard let stream, let name = stream.deviceName, name != source else { return }
    end(
      CaptureError(.notFound, device: device, "the sound server went over to \(name)"),
      of: sourceEnd)
  }

  /// The server answered when which sample was captured.
  func timingArrived() {
    guard let sink, !isMuted, let timing = stream?.timing else { return }
    let lost = delivery.measured(timing)
    if lost > 0 { sink.captureDropped(.overrun, count: lost) }
    soundArrived()
  }

  /// Sound is there.
  func soundArrived() {
    if isSilent {
      isSilent = false
      updateMuted()
    }
    executor.runningJobs {
      // The sink may have closed the stream from one round to the next.
      while let stream, let sink, delivery.deliver(from: stream, to: sink) {}
    }
  }

  private func end(_ error: CaptureError, of end: End) {
    let (sink, starting) = (sink, starting)
    close()
    if let starting {
      starting.finish(.failure(error))
    } else if end == .device {
      sink?.captureEnded(error)
    } else {
      onLoss(self, end == .server, error)
    }
  }
}
