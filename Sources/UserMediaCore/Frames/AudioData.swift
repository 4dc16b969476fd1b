/// A stretch of sound (WebCodecs, `AudioData`): a handle on memory that its holder may read for as
/// long as it holds it.
///
/// Copying the value shares the memory. The bytes never change while any copy is held.
public struct AudioData: Sendable {
  /// How samples are stored.
  public let format: AudioSampleFormat
  /// Samples a second of each channel, in hertz.
  public let sampleRate: Int
  /// Samples of each channel.
  public let numberOfFrames: Int
  /// Channels.
  public let numberOfChannels: Int
  /// When the first sample was captured: microseconds on the system's monotonic clock.
  public let timestamp: Int64
  /// The memory, shared with all copies of this value.
  package let buffer: FrameBuffer

  package init(
    buffer: FrameBuffer, format: AudioSampleFormat, sampleRate: Int, numberOfFrames: Int,
    numberOfChannels: Int,
    timestamp: Int64
  ) {
    self.buffer = buffer
    self.format = format
    self.sampleRate = sampleRate
    self.numberOfFrames = numberOfFrames
    self.numberOfChannels = numberOfChannels
    self.timestamp = timestamp
  }

  /// How long the sound lasts, in microseconds.
  public var duration: Int64 { Int64(numberOfFrames) * 1_000_000 / Int64(sampleRate) }

  /// Bytes that all samples take.
  public var byteCount: Int { numberOfFrames * numberOfChannels * format.bytesPerSample }

  /// Calls `body` with the bytes of all samples: interleaved, or one channel's plane after another.
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafeBytes.bytes)
  }

  /// The memory of all samples, valid while the value is held.
  package var unsafeBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<byteCount])
  }
}
