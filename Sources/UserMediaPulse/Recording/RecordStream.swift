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
  /// Told instead of the sink when the server is lost, rather than the microphone.
  private let onServerLoss: @Sendable (RecordStream, CaptureError) -> Void
  let delivery: Delivery

  /// A run that has not begun.
  /// - Parameter resumesAt: the first timestamp that may follow a run that the sink was told is
  ///   muted; `nil` when there was none.
  init(
    device: String, source: String, format: AudioSampleFormat, resumesAt: Int64?,
    sink: any AudioSink, executor: MainloopExecutor,
    onServerLoss: @escaping @Sendable (RecordStream, CaptureError) -> Void
  ) {
    self.device = device
    self.source = source
    isMuted = resumesAt != nil
    self.sink = sink
    self.executor = executor
    self.onServerLoss = onServerLoss
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

  /// What the server really gives.
  var configuration: AudioConfiguration {
    let second = delivery.bytesPerFrame * delivery.sampleRate
    return AudioConfiguration(
      sampleRate: delivery.sampleRate, channelCount: delivery.channelCount, format: delivery.format,
      latency: Double(stream?.fragmentSize ?? 0) / Double(second))
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
      suspensionChanged()
    case PA_STREAM_FAILED, PA_STREAM_TERMINATED:
      end(
        stream.error(
          call: "pa_stream_connect_record",
          starting == nil ? "the source is gone" : "cannot record"),
        isServerLost: stream.isServerLost)
    default: break
    }
  }

  /// The source is suspended, or runs again.
  func suspensionChanged() {
    guard let stream, stream.isSuspended != isMuted else { return }
    isMuted.toggle()
    // The time that a source sleeps is no sound that was lost.
    if isMuted { delivery.forgetTime() }
    sink?.captureMuted(isMuted)
  }

  /// The server took the stream to another source, although it was asked not to: another
  /// microphone, so this one is over.
  func moved() {
    guard let stream, let name = stream.deviceName, name != source else { return }
    end(CaptureError(.notFound, device: device, "the sound server went over to \(name)"))
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
    executor.runningJobs {
      // The sink may have closed the stream from one round to the next.
      while let stream, let sink, delivery.deliver(from: stream, to: sink) {}
    }
  }

  private func end(_ error: CaptureError, isServerLost: Bool = false) {
    let (sink, starting) = (sink, starting)
    close()
    if let starting {
      starting.finish(.failure(error))
    } else if isServerLost {
      onServerLoss(self, error)
    } else {
      sink?.captureEnded(error)
    }
  }
}
