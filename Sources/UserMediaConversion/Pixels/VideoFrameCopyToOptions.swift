public import UserMediaCore

/// Which pixels ``VideoFrame/copy(to:_:)`` gives, and where they go (WebCodecs,
/// `VideoFrameCopyToOptions`).
public struct VideoFrameCopyToOptions: Hashable, Sendable {
  /// The part of the picture to copy; `nil` for all of it. Its corner lies on whole chroma samples.
  public var rect: VideoRect?
  /// Where each plane goes in the destination; `nil` for one after another, without padding.
  public var layout: [PlaneLayout]?
  /// The format to copy as; `nil` for the frame's own.
  public var format: PixelFormat?

  /// Options of which any may be left to the frame.
  public init(
    rect: VideoRect? = nil, layout: [PlaneLayout]? = nil, format: PixelFormat? = nil
  ) {
    self.rect = rect
    self.layout = layout
    self.format = format
  }
}
