public import UserMediaCore

/// Which pixels ``VideoFrame/copy(to:_:)`` copies, and where (WebCodecs,
/// `VideoFrameCopyToOptions`).
public struct VideoFrameCopyToOptions: Hashable, Sendable {
  /// The part of the picture to copy; `nil` for all of it. Its corner must be on whole chroma
  /// samples.
  public var rect: VideoRect?
  /// The layout of each plane in the destination; `nil` for consecutive planes without padding.
  public var layout: [PlaneLayout]?
  /// The format to convert to; `nil` for the frame's own.
  public var format: PixelFormat?

  /// Creates options; those left out default to the frame's own.
  public init(
    rect: VideoRect? = nil, layout: [PlaneLayout]? = nil, format: PixelFormat? = nil
  ) {
    self.rect = rect
    self.layout = layout
    self.format = format
  }
}
