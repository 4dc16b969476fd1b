package import UserMediaCore

/// What a stream has delivered so far, and how it delivers the next sound.
///
/// A class, so that the piece of sound that is under way needs no check that it is the only one.
/// Used with the lock of the ``PulseContext`` held.
package final class Delivery {
  package let format: AudioSampleFormat
  package private(set) var sampleRate = 1
  package private(set) var channelCount = 1
  package private(set) var limits = DeliveryLimits(bytesPerFrame: 1, sampleRate: 1)
  private var clock = SampleClock(
    limits: DeliveryLimits(bytesPerFrame: 1, sampleRate: 1), startedAt: 0)
  private let pool = BufferPool()
  /// Frames that were delivered or lost.
  package private(set) var nextFrame: Int64 = 0
  private var nextQuestion: Int64 = 0
  private var askedAt: Int64 = 0
  /// Answers since the last one that could be true.
  private var nonsense = 0
  private var largest = 0
  /// The first timestamp that may follow.
  package private(set) var earliestTimestamp: Int64

  /// How many answers in a row may be nonsense before the stream is given up.
  private static let patience = 20

  /// A delivery of samples of `format` that has not begun.
  package init(format: AudioSampleFormat, earliestTimestamp: Int64) {
    self.format = format
    self.earliestTimestamp = earliestTimestamp
  }

  /// Bytes that one sample of all channels takes.
  package var bytesPerFrame: Int { limits.bytesPerFrame }

  /// Takes what the server really gives.
  package func begin(sampleRate: Int, channelCount: Int) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    limits = DeliveryLimits(
      bytesPerFrame: channelCount * format.bytesPerSample, sampleRate: sampleRate)
    clock = SampleClock(limits: limits, startedAt: MonotonicClock.now)
  }

  /// Adjusts the clock to what the server reports.
  /// - Returns: how many frames were lost since the last report, if that is known; `nil` after too
  ///   many impossible reports.
  package func measured(_ timing: ServerTiming) -> Int? {
    nextQuestion = nextFrame + Int64(sampleRate / 2)
    let exchange = ServerTiming.Exchange(
      asked: askedAt, read: MonotonicClock.now, readOnWall: RealTimeClock.now)
    if let lost = clock.measured(timing, exchange) {
      nonsense = 0
      return lost
    }
    nonsense += 1
    // No sound is delivered before its time is known.
    if clock.timestamp(of: 0) == nil { nextQuestion = 0 }
    return nonsense < Self.patience ? 0 : nil
  }

  /// The time that the samples have is no longer theirs, because the source slept.
  package func forgetTime() {
    clock.forget()
    nextQuestion = 0
  }

  /// What became of ``deliver(from:to:)``.
  package enum Outcome {
    /// There may be more.
    case goOn
    /// There is no more for now.
    case wait
    /// What the server says cannot be.
    case nonsense
  }

  /// Delivers what has come, up to where the server lost some, or tells of the loss.
  ///
  /// Now and then the server is asked for the time: when sound has just come, because PipeWire
  /// counts it in steps of its cycle. The first sound waits with libpulse for the answer.
  package func deliver(from stream: some SoundStream, to sink: any AudioSink) -> Outcome {
    if nextFrame >= nextQuestion {
      askedAt = MonotonicClock.now
      stream.askForTiming()
      stream.expectSound()
      // Asked again should the answer be lost.
      nextQuestion = nextFrame + Int64(sampleRate)
    }
    let readable = stream.readableSize
    guard readable > 0, let time = clock.timestamp(of: nextFrame) else { return .wait }
    var rest = stream.peek()
    if case .hole(let count) = rest {
      // Counted, not filled with silence that was never recorded. A gap looks the same whether the
      // server reports it or only its clock shows it.
      guard let frames = limits.frames(inHole: count),
        clock.hasTime(for: nextFrame + Int64(frames), at: MonotonicClock.now)
      else { return .nonsense }
      stream.drop()
      nextFrame += Int64(frames)
      sink.captureDropped(.overrun, count: frames)
      return .goOn
    }
    guard case .sound(let first) = rest else { return .wait }
    largest = max(largest, limits.deliverySize(readable: readable, firstPiece: first.count))
    // Always the largest size, so that each buffer of the pool soon fits every delivery.
    let buffer = pool.take(byteCount: largest)
    let memory = buffer.regions[0].mutableBytes
    var filled = 0
    while case .sound(let bytes) = rest, bytes.count <= largest - filled {
      guard limits.isWhole(bytes.count) else { return .nonsense }
      UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[...]))
      filled += bytes.count
      stream.drop()
      rest = stream.peek()
    }
    // libpulse keeps whole frames.
    let frames = filled / bytesPerFrame
    guard frames > 0 else { return rest == nil ? .wait : .goOn }
    // A clock that is set back may not let time go backwards.
    let timestamp = max(time, earliestTimestamp)
    earliestTimestamp = timestamp + 1
    nextFrame += Int64(frames)
    sink.capture(
      AudioData(
        buffer: buffer, format: format, sampleRate: sampleRate, numberOfFrames: frames,
        numberOfChannels: channelCount, timestamp: timestamp))
    return rest == nil ? .wait : .goOn
  }
}
