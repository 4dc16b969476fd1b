public import UserMediaCore

/// What ``UserMediaCore/AudioData/copy(to:_:)`` copies, and how (WebCodecs,
/// `AudioDataCopyToOptions`).
public struct AudioDataCopyToOptions: Hashable, Sendable {
  /// The channel of a planar format; 0 for an interleaved one, which has all channels in one plane.
  public var planeIndex: Int
  /// The first sample of each channel.
  public var frameOffset: Int
  /// Samples of each channel; `nil` for all that follow.
  public var frameCount: Int?
  /// How samples are to be stored; `nil` for as they are.
  public var format: AudioSampleFormat?

  /// Everything of the first plane, unless more is said.
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
