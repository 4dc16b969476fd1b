/// A chunk of audio (WebCodecs, `AudioData`): a handle to memory that can be read while the handle
/// is held.
///
/// Copies of the value share the memory. The bytes never change while any copy is held.
public struct AudioData: Sendable {
  /// The sample format.
  public let format: AudioSampleFormat
  /// Samples per second per channel, in hertz.
  public let sampleRate: Int
  /// Samples per channel.
  public let numberOfFrames: Int
  /// The number of channels.
  public let numberOfChannels: Int
  /// Capture time of the first sample: microseconds of the system's monotonic clock.
  public let timestamp: Int64
  /// The memory, shared by all copies of this value.
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

  /// The duration in microseconds.
  public var duration: Int64 { Int64(numberOfFrames) * 1_000_000 / Int64(sampleRate) }

  /// The size of all samples in bytes.
  public var byteCount: Int { numberOfFrames * numberOfChannels * format.bytesPerSample }

  /// Calls `body` with the bytes of all samples: interleaved, or one plane per channel,
  /// consecutively.
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
