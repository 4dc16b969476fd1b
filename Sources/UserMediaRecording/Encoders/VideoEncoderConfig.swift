/// How a ``VideoEncoder`` encodes (WebCodecs, `VideoEncoderConfig`).
public struct VideoEncoderConfig: Hashable, Sendable {
  /// The codec, such as `"vp8"`, `"vp09.00.10.08"` or `"avc1.42001f"`.
  public var codec: String
  /// The width of the encoded pictures in pixels.
  public var width: Int
  /// The height of the encoded pictures in pixels.
  public var height: Int
  /// The target in bits per second; `nil` chooses one by size and rate.
  public var bitrate: Int?
  /// The expected number of frames per second, for rate control; timestamps decide.
  public var framerate: Double?
  /// Whether the bit rate follows the content.
  public var bitrateMode: BitrateMode
  /// Whether to favour speed over quality.
  public var latencyMode: LatencyMode

  /// Creates a configuration.
  public init(
    codec: String, width: Int, height: Int, bitrate: Int? = nil, framerate: Double? = nil,
    bitrateMode: BitrateMode = .variable, latencyMode: LatencyMode = .quality
  ) {
    self.codec = codec
    self.width = width
    self.height = height
    self.bitrate = bitrate
    self.framerate = framerate
    self.bitrateMode = bitrateMode
    self.latencyMode = latencyMode
  }

  /// The target in bits per second, given or chosen.
  package var targetBitrate: Int {
    bitrate ?? Self.bitrate(width: width, height: height, framerate: framerate)
  }

  /// 0.09 bits for each pixel, which is 2.5 Mbit/s for 1280x720 at 30 frames/s, and between 100
  /// kbit/s and 20 Mbit/s.
  package static func bitrate(width: Int, height: Int, framerate: Double?) -> Int {
    let pixels = Double(width) * Double(height) * min(framerate ?? 30, 1000)
    return min(max(Int(pixels * 0.09), 100_000), 20_000_000)
  }
}

/// Whether the bit rate follows the content (MediaStream Recording and WebCodecs).
public enum BitrateMode: String, Hashable, Sendable {
  /// Every second has about the same size.
  case constant
  /// Simple content is smaller than complex content.
  case variable
}

/// What a ``VideoEncoder`` favours (WebCodecs, `LatencyMode`).
public enum LatencyMode: String, Hashable, Sendable {
  /// Quality: each picture takes as long as it needs.
  case quality
  /// Speed: for live sources.
  case realtime
}
