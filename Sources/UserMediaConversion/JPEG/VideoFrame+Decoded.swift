import UserMediaCore

extension VideoFrame {
  /// The I420 picture of a JPEG, decoded once.
  func decoded() throws(DOMException) -> VideoFrame {
    let key = ConversionKey(
      pixelFormat: .i420, width: codedWidth, height: codedHeight, crop: visibleRect)
    return try derived(key) { () throws(DOMException) in
      let result = try derivedFrame(key) {
        VideoFrameLayout(
          decodedWidth: codedWidth, height: codedHeight, colorSpace: colorSpace.asJFIF)
      }
      let file = unsafePlane(0)
      guard
        try JPEGDecompressor.pool.withCodec({ (decompressor) throws(DOMException) in
          try decompressor.decode(file, into: Planes(result))
        }) != nil
      else { throw DOMException(.operation, "no JPEG decoder could be made") }
      return result
    }
  }
}

extension VideoFrameLayout {
  /// An I420 picture to decode into: TurboJPEG writes luma in whole chroma blocks, which reach up
  /// to three samples (4:1:1) and one row (4:2:0) beyond the picture (turbojpeg.h, "YUV Image
  /// Format Notes").
  fileprivate convenience init?(
    decodedWidth width: Int, height: Int, colorSpace: VideoColorSpace
  ) {
    let lumaStride = (width + 3) / 4 * 4
    let lumaBytes = lumaStride * ((height + 1) / 2 * 2)
    let chromaStride = (width + 1) / 2
    let chromaBytes = chromaStride * ((height + 1) / 2)
    self.init(
      pixelFormat: .i420, width: width, height: height,
      planes: [
        PlaneLayout(offset: 0, stride: lumaStride),
        PlaneLayout(offset: lumaBytes, stride: chromaStride),
        PlaneLayout(offset: lumaBytes + chromaBytes, stride: chromaStride),
      ], colorSpace: colorSpace)
  }
}
