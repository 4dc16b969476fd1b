public import UserMediaCore

/// What ``AudioData/copy(to:_:)`` copies, and in which format (WebCodecs,
/// `AudioDataCopyToOptions`).
public struct AudioDataCopyToOptions: Hashable, Sendable {
  /// The channel in a planar format; 0 for an interleaved one, which has all channels in one plane.
  public var planeIndex: Int
  /// The first sample of each channel to copy.
  public var frameOffset: Int
  /// The number of samples per channel; `nil` for all remaining ones.
  public var frameCount: Int?
  /// The format to convert to; `nil` for the audio's own.
  public var format: AudioSampleFormat?

  /// Creates options; by default, all of the first plane.
  public init(
    planeIndex: Int = 0, frameOffset: Int = 0, frameCount: Int? = nil,
    format: AudioSampleFormat? = nil
  ) {
    self.planeIndex = planeIndex
    self.frameOffset = frameOffset
    self.frameCount = frameCount
    self.format = format
  }
}
