import CYUV
public import UserMediaCore

extension VideoFrame {
  /// The whole picture, fitted into `width` by `height` pixels, with its aspect ratio and black
  /// bars. The result is I420, or the frame itself if it already has that size.
  ///
  /// For files and encoders that need a constant size, when a captured window or a camera changes its
  /// own.
  /// - Throws: what ``converted(to:)`` throws; `NotSupportedError` if the size is
  ///   impossible.
  public func letterboxed(width: Int, height: Int) throws(DOMException) -> VideoFrame {
    if codedWidth == width && codedHeight == height { return self }
    let picture = try converted(to: .i420)
    let key = ConversionKey(
      pixelFormat: .i420, width: width, height: height, crop: visibleRect, isLetterbox: true)
    return try picture.derived(key) { () throws(DOMException) in
      let result = try picture.derivedFrame(key) {
        guard width > 0, height > 0, width * height <= 1 << 28 else { return nil }
        return VideoFrameLayout(
          pixelFormat: .i420, width: width, height: height, colorSpace: picture.colorSpace)
      }
      let target = Planes(result)
      I420Rect(
        target.y.start, target.y.stride, target.u.start, target.u.stride, target.v.start,
        target.v.stride, 0, 0, target.width, target.height,
        picture.colorSpace.fullRange == true ? 0 : 16, 128, 128)
      let place = largestFit(
        of: (picture.codedWidth, picture.codedHeight), within: (width, height))
      let source = Planes(picture)
      let (x, y) = (Int32(place.x), Int32(place.y))
      let code = I420Scale(
        source.y.start, source.y.stride, source.u.start, source.u.stride, source.v.start,
        source.v.stride, source.width, source.height,
        target.y.start + Int(y * target.y.stride + x), target.y.stride,
        target.u.start + Int(y / 2 * target.u.stride + x / 2), target.u.stride,
        target.v.start + Int(y / 2 * target.v.stride + x / 2), target.v.stride,
        Int32(place.width), Int32(place.height), kFilterBox)
      guard code == 0 else {
        throw DOMException(
          .operation, "the picture could not be scaled to fit \(width)x\(height)",
          cause: SystemCause(
            call: "libyuv", code: code, domain: .codec, text: "the picture was refused"))
      }
      return result
    }
  }

  /// The frame without the last column of an odd width and the last row of an odd height, in the
  /// same memory: most encoders require even sizes. A side of one pixel becomes two, one of them
  /// black.
  /// - Throws: what ``converted(to:)`` throws.
  public func withEvenDimensions() throws(DOMException) -> VideoFrame {
    if codedWidth % 2 == 0 && codedHeight % 2 == 0 { return self }
    let (width, height) = (codedWidth & ~1, codedHeight & ~1)
    guard width > 0, height > 0 else {
      return try letterboxed(width: max(width, 2), height: max(height, 2))
    }
    let picture = pixelFormat.isJPEG ? try converted(to: .i420) : self
    return try picture.cropped(to: VideoRect(x: 0, y: 0, width: width, height: height))
  }
}

/// The largest centred rectangle with a picture's aspect ratio inside another; its corner is at
/// even pixels, where chroma samples start.
private func largestFit(
  of size: (width: Int, height: Int), within whole: (width: Int, height: Int)
) -> VideoRect {
  let scale = min(
    Double(whole.width) / Double(size.width), Double(whole.height) / Double(size.height))
  let width = max(1, min(whole.width, Int((Double(size.width) * scale).rounded())))
  let height = max(1, min(whole.height, Int((Double(size.height) * scale).rounded())))
  return VideoRect(
    x: (whole.width - width) / 2 & ~1, y: (whole.height - height) / 2 & ~1, width: width,
    height: height)
}
