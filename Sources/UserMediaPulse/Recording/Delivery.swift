package import UserMediaCore

/// Delivers a stream's audio, and keeps track of what was delivered.
///
/// A class, so that the current piece of audio needs no uniqueness check. Used with the lock of the
/// ``PulseContext`` held; for that reason the runtime doesn't check whether accesses overlap.
package final class Delivery {
  package let format: AudioSampleFormat
  @exclusivity(unchecked) package private(set) var sampleRate = 1
  @exclusivity(unchecked) package private(set) var channelCount = 1
  @exclusivity(unchecked) package private(set) var limits = DeliveryLimits(
    bytesPerFrame: 1, sampleRate: 1)
  @exclusivity(unchecked) private var clock = SampleClock(
    limits: DeliveryLimits(bytesPerFrame: 1, sampleRate: 1), startedAt: 0)
  private let pool = BufferPool()
  /// The number of frames delivered or lost so far.
  @exclusivity(unchecked) package private(set) var nextFrame: Int64 = 0
  @exclusivity(unchecked) private var nextQuestion: Int64 = 0
  private var askedAt: Int64 = 0
  /// Consecutive implausible answers.
  private var nonsense = 0
  @exclusivity(unchecked) private var largest = 0
  /// The earliest timestamp allowed for the next audio.
  @exclusivity(unchecked) package private(set) var earliestTimestamp: Int64

  /// The number of consecutive implausible answers after which the stream is given up.
  private static let maximumImplausibleReports = 20

  /// Creates a delivery for samples of `format`, not yet started.
  package init(format: AudioSampleFormat, earliestTimestamp: Int64) {
    self.format = format
    self.earliestTimestamp = earliestTimestamp
  }

  /// The size of one sample of all channels, in bytes.
  package var bytesPerFrame: Int { limits.bytesPerFrame }

  /// Starts with the format that the server actually delivers.
  package func begin(sampleRate: Int, channelCount: Int) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    limits = DeliveryLimits(
      bytesPerFrame: channelCount * format.bytesPerSample, sampleRate: sampleRate)
    clock = SampleClock(limits: limits, startedAt: MonotonicClock.now)
  }

  /// Adjusts the clock to the server's timing report.
  /// - Returns: how many frames were lost since the last report, if known; `nil` after too many
  ///   implausible reports.
  package func measured(_ timing: ServerTiming) -> Int? {
    let exchange = ServerTiming.Exchange(
      asked: askedAt, read: MonotonicClock.now, readOnWall: RealTimeClock.now)
    nextQuestion = nextFrame + Int64(sampleRate / 2)
    if let lost = clock.measured(timing, exchange) {
      if clock.isSettled { nextQuestion = nextFrame + Int64(sampleRate) }
      nonsense = 0
      return lost
    }
    nonsense += 1
    // No audio is delivered before its time is known.
    if clock.timestamp(of: 0) == nil { nextQuestion = 0 }
    return nonsense < Self.maximumImplausibleReports ? 0 : nil
  }

  /// Discards the clock's origin, because the source was suspended.
  package func forgetTime() {
    clock.forget()
    nextQuestion = 0
  }

  /// The result of ``deliver(from:to:)``.
  package enum Outcome {
    /// There may be more to deliver.
    case more
    /// There is nothing more for now.
    case wait
    /// The server's data is invalid.
    case invalid
  }

  /// Delivers the audio that has arrived, up to a gap, or reports the gap.
  ///
  /// Requests the server's timing from time to time, when audio has just arrived, because PipeWire
  /// counts it in steps of its cycle. Until the answer arrives, the first audio waits in libpulse.
  package func deliver(from stream: some SoundStream, to sink: any AudioSink) -> Outcome {
    if nextFrame >= nextQuestion {
      askedAt = MonotonicClock.now
      stream.requestTiming()
      stream.restartSilenceTimer()
      // Asks again in case the answer is lost.
      nextQuestion = nextFrame + Int64(sampleRate)
    }
    let readable = stream.readableSize
    guard readable > 0, let time = clock.timestamp(of: nextFrame) else { return .wait }
    var rest = stream.peek()
    if case .hole(let count) = rest {
      // A gap is counted, not filled with silence that was never recorded. It looks the same
      // whether the server reports it or only its clock shows it.
      guard let frames = limits.frames(inHole: count),
        clock.hasTime(for: nextFrame + Int64(frames), at: MonotonicClock.now)
      else { return .invalid }
      stream.drop()
      nextFrame += Int64(frames)
      sink.captureDropped(.overrun, count: frames)
      return .more
    }
    guard case .sound(let first) = rest else { return .wait }
    largest = max(largest, limits.deliverySize(readable: readable, firstPiece: first.count))
    // Always the largest size, so that every buffer in the pool soon fits every delivery.
    let buffer = pool.take(byteCount: largest)
    let memory = buffer.regions[0].mutableBytes
    var filled = 0
    while case .sound(let bytes) = rest, bytes.count <= largest - filled {
      guard limits.isWhole(bytes.count) else { return .invalid }
      UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[...]))
      filled += bytes.count
      stream.drop()
      rest = stream.peek()
    }
    // libpulse only stores whole frames.
    let frames = filled / bytesPerFrame
    guard frames > 0 else { return rest == nil ? .wait : .more }
    // If the clock is set back, timestamps still must not go backwards.
    let timestamp = max(time, earliestTimestamp)
    earliestTimestamp = timestamp + 1
    nextFrame += Int64(frames)
    sink.capture(
      AudioData(
        buffer: buffer, format: format, sampleRate: sampleRate, numberOfFrames: frames,
        numberOfChannels: channelCount, timestamp: timestamp))
    return rest == nil ? .wait : .more
  }
}
