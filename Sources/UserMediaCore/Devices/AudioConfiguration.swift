/// How a microphone is to run: what was chosen, or what the server then really gave.
public struct AudioConfiguration: Hashable, Sendable {
  /// Samples a second, in hertz.
  public var sampleRate: Int
  /// Channels.
  public var channelCount: Int
  /// How samples are stored: interleaved.
  public var format: AudioSampleFormat
  /// Seconds from sound to delivery.
  public var latency: Double
  /// What is done to the sound.
  public var processing: AudioProcessing
  /// Whether a person may have the sound server take it from another microphone, and whether it
  /// follows when another one becomes the default: for tracks that named no device.
  public var mayMove: Bool

  /// A way to run a microphone.
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
