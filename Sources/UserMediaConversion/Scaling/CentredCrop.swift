package import UserMediaCore

/// The largest part of a picture that has another shape, around its middle.
///
/// Its corner is at even pixels, where chroma of every subsampling begins.
/// - Parameters:
///   - size: the picture's pixels across and down, above 0.
///   - aspect: pixels across and down of the shape, above 0.
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
