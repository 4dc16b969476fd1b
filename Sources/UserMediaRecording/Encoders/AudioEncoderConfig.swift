/// How an ``AudioEncoder`` encodes (WebCodecs, `AudioEncoderConfig`).
public struct AudioEncoderConfig: Hashable, Sendable {
  /// The codec: `"opus"` or `"pcm-s16"`.
  public var codec: String
  /// Samples per second per channel. Opus always encodes at 48000 Hz, to which audio of any rate is
  /// resampled.
  public var sampleRate: Int
  /// The number of channels, 1 or 2; audio with more or fewer is mixed.
  public var numberOfChannels: Int
  /// The target in bits per second; `nil` is 64000 for mono and 96000 for stereo.
  public var bitrate: Int?
  /// Whether the bit rate follows the content.
  public var bitrateMode: BitrateMode

  /// Creates a configuration.
  public init(
    codec: String, sampleRate: Int = 48000, numberOfChannels: Int, bitrate: Int? = nil,
    bitrateMode: BitrateMode = .variable
  ) {
    self.codec = codec
    self.sampleRate = sampleRate
    self.numberOfChannels = numberOfChannels
    self.bitrate = bitrate
    self.bitrateMode = bitrateMode
  }

  /// The target in bits per second, given or chosen.
  package var targetBitrate: Int { bitrate ?? (numberOfChannels == 1 ? 64000 : 96000) }
}
