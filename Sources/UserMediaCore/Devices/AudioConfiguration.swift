/// A microphone's configuration, as requested or as the server delivers it.
public struct AudioConfiguration: Hashable, Sendable {
  /// Samples per second, in hertz.
  public var sampleRate: Int
  /// The number of channels.
  public var channelCount: Int
  /// The sample format; interleaved.
  public var format: AudioSampleFormat
  /// Seconds from capture to delivery.
  public var latency: Double
  /// The processing applied to the audio.
  public var processing: AudioProcessing
  /// Whether the user may move the capture to another microphone in the sound server, and whether
  /// it follows the default: for tracks that named no device. With ``processing`` it only follows
  /// the default, because it records from a module of the server that has a fixed microphone.
  public var mayMove: Bool

  /// Creates a configuration of a microphone.
  public init(
    sampleRate: Int, channelCount: Int, format: AudioSampleFormat, latency: Double,
    processing: AudioProcessing = .none, mayMove: Bool = false
  ) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.format = format
    self.latency = latency
    self.processing = processing
    self.mayMove = mayMove
  }
}
