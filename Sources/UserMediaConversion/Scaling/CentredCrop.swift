package import UserMediaCore

/// The largest centred part of a picture with another aspect ratio.
///
/// Its corner is at even pixels, which align with every chroma subsampling.
/// - Parameters:
///   - size: the picture's width and height in pixels, positive.
///   - aspect: the width and height of the aspect ratio, positive.
package func centredCrop(
  of size: (width: Int, height: Int), to aspect: (width: Int, height: Int)
) -> VideoRect {
  let fullWidth = Double(size.height) * Double(aspect.width) / Double(aspect.height)
  let fullHeight = Double(size.width) * Double(aspect.height) / Double(aspect.width)
  let width = max(1, min(size.width, Int(fullWidth.rounded())))
  let height = max(1, min(size.height, Int(fullHeight.rounded())))
  return VideoRect(
    x: (size.width - width) / 2 & ~1, y: (size.height - height) / 2 & ~1, width: width,
    height: height)
}
