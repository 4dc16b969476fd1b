import CPulse
import Glibc
import UserMediaCore

/// What a stream has delivered so far, and how it delivers the next sound.
///
/// A class, so that the piece of sound that is under way needs no check that it is the only one.
/// Used with the lock of the ``PulseContext`` held.
final class Delivery {
  let format: AudioSampleFormat
  private(set) var sampleRate = 1
  private(set) var channelCount = 1
  private var clock = SampleClock(sampleRate: 1)
  private let pool = BufferPool()
  private var nextFrame: Int64 = 0
  private var nextQuestion: Int64 = 0
  private var largest = 0
  /// The first timestamp that may follow.
  private(set) var earliestTimestamp: Int64

  init(format: AudioSampleFormat, earliestTimestamp: Int64) {
    self.format = format
    self.earliestTimestamp = earliestTimestamp
  }

  /// Bytes that one sample of all channels takes.
  var bytesPerFrame: Int { channelCount * format.bytesPerSample }

  /// Takes what the server really gives.
  func begin(sampleRate: Int, channelCount: Int) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    clock = SampleClock(sampleRate: sampleRate)
  }

  /// Takes the server's word on its clocks.
  ///
  /// At `timestamp` the next byte that the server puts into the stream was `source_usec` old; of a
  /// monitor it will be heard after `sink_usec` (pulse/def.h, `pa_timing_info`). These raw values
  /// are taken because `pa_stream_get_latency` "favours smooth time graphs over accurate ones"
  /// (pulse/stream.h): where a monitor starts it is off by up to a second, for a second.
  /// - Returns: how many frames were lost since the last time, as far as can be told.
  func measured(_ timing: pa_timing_info) -> Int {
    nextQuestion = nextFrame + Int64(sampleRate / 2)
    let sent = Int64(timing.timestamp.tv_sec) * 1_000_000 + Int64(timing.timestamp.tv_usec)
    let age = RealTimeClock.now - sent
    let captured =
      MonotonicClock.now - age - Int64(clamping: timing.source_usec)
      + Int64(clamping: timing.sink_usec)
    return clock.measured(frame: timing.write_index / Int64(bytesPerFrame), at: captured)
  }

  /// The time that the samples have is no longer theirs, because the source slept.
  func forgetTime() {
    clock.forget()
    nextQuestion = 0
  }

  /// Delivers what has come, up to where the server lost some, or tells of the loss.
  ///
  /// Now and then the server is asked for the time: when sound has just come, because PipeWire
  /// counts it in steps of its cycle. The first sound waits with libpulse for the answer.
  /// - Returns: whether there may be more.
  func deliver(from stream: PulseStream, to sink: any AudioSink) -> Bool {
    if nextFrame >= nextQuestion {
      stream.askForTiming()
      stream.expectSound()
      nextQuestion = .max
    }
    let readable = stream.readableSize
    guard readable > 0, let time = clock.timestamp(of: nextFrame) else { return false }
    var rest = stream.peek()
    if case .hole(let count) = rest {
      // Counted, not filled in: nobody gets silence that was never there, and a gap looks the same
      // whether the server tells of it or only its clock does.
      stream.drop()
      let frames = count / bytesPerFrame
      nextFrame += Int64(frames)
      sink.captureDropped(.overrun, count: frames)
      return true
    }
    largest = max(largest, readable)
    // Always the largest size, so that each buffer of the pool soon fits every delivery.
    let buffer = pool.take(byteCount: largest)
    let memory = buffer.regions[0].mutableBytes
    var filled = 0
    while case .sound(let bytes) = rest {
      // libpulse keeps whole frames, and no more of them than it said.
      let part = bytes.prefix(largest - filled)
      UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
      filled += part.count
      stream.drop()
      rest = stream.peek()
    }
    guard filled > 0 else { return false }
    // A clock that is set back may not let time go backwards.
    let timestamp = max(time, earliestTimestamp)
    earliestTimestamp = timestamp + 1
    let frames = filled / bytesPerFrame
    nextFrame += Int64(frames)
    // Nothing of the stream is used after the sink is called, which may close it.
    sink.capture(
      AudioData(
        buffer: buffer, format: format, sampleRate: sampleRate, numberOfFrames: frames,
        numberOfChannels: channelCount, timestamp: timestamp))
    return rest != nil
  }
}
