/// The parameters of a frame conversion.
package struct ConversionKey: Hashable, Sendable {
  /// The target format.
  package var pixelFormat: PixelFormat
  /// The target width in pixels.
  package var width: Int
  /// The target height in pixels.
  package var height: Int
  /// The part of the source to convert.
  package var crop: VideoRect
  /// Whether to keep the aspect ratio and fill the rest with black.
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

  /// How many different conversions of one stream are cached; the oldest is evicted. Far more than
  /// a program uses at once, and few enough for a linear search.
  static let limit = 16
}

/// The layout and memory that equal conversions of one stream's frames share.
package final class ConversionTarget: Sendable {
  /// The layout of the converted frames.
  package let layout: VideoFrameLayout
  /// The memory of the converted frames.
  package let pool = BufferPool()

  init(layout: VideoFrameLayout) {
    self.layout = layout
  }
}
