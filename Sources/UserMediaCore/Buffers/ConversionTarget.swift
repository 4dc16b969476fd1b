/// What a conversion of a frame was asked to give.
package struct ConversionKey: Hashable, Sendable {
  /// The format to give.
  package var pixelFormat: PixelFormat
  /// Pixels across.
  package var width: Int
  /// Pixels down.
  package var height: Int
  /// The part of the source that is shown.
  package var crop: VideoRect
  /// Whether the picture keeps its shape, with black around it.
  package var isLetterbox: Bool

  /// The picture within `crop`, in another format and size.
  package init(
    pixelFormat: PixelFormat, width: Int, height: Int, crop: VideoRect, isLetterbox: Bool = false
  ) {
    self.pixelFormat = pixelFormat
    self.width = width
    self.height = height
    self.crop = crop
    self.isLetterbox = isLetterbox
  }

  /// How many different conversions of one stream are remembered; the oldest is forgotten for the
  /// next. Far more than one program asks for at a time, and little enough to search through.
  static let limit = 16
}

/// The layout that conversions of one stream's frames have in common, and the memory that they
/// share.
package final class ConversionTarget: Sendable {
  /// The layout of the converted frames.
  package let layout: VideoFrameLayout
  /// The memory of the converted frames.
  package let pool = BufferPool()

  init(layout: VideoFrameLayout) {
    self.layout = layout
  }
}
