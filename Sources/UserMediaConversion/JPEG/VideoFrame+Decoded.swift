package import UserMediaCore

extension VideoFrame {
  /// The I420 picture of a JPEG, decoded once.
  func decoded() throws(DOMException) -> VideoFrame {
    let key = ConversionKey(
      pixelFormat: .i420, width: codedWidth, height: codedHeight, crop: visibleRect)
    return try derived(key) { () throws(DOMException) in
      let picture = try JPEGPicture(unsafePlane(0), width: codedWidth, height: codedHeight)
      let result = try derivedFrame(
        key, byteCount: VideoFrameLayout.decodedByteCount(width: codedWidth, height: codedHeight)
      ) {
        VideoFrameLayout(
          decodedWidth: codedWidth, height: codedHeight, colorSpace: colorSpace.asJFIF)
      }
      guard
        try JPEGDecompressor.pool.withCodec({ (decompressor) throws(DOMException) in
          try decompressor.decode(picture, into: Planes(result))
        }) != nil
      else { throw DOMException(.operation, "no JPEG decoder could be created") }
      return result
    }
  }

  /// Decodes a JPEG before the program receives it, as long as the program decodes the stream's
  /// JPEGs, so that it never receives a corrupt one. That costs such a program nothing, because a
  /// picture is decoded only once.
  /// - Returns: whether it was decoded; never for other formats, or if the program has not decoded
  ///   any of the last few.
  /// - Throws: like ``converted(to:)``.
  package func decodeAhead() throws(DOMException) -> Bool {
    guard pixelFormat.isJPEG, layout.decodingHabit.spend() else { return false }
    _ = try decoded()
    return true
  }

  /// Whether a JPEG can be decoded; finds out by decoding it.
  package var isDecodable: Bool { (try? decoded()) != nil }

  /// Why no JPEG of the stream can be decoded, checked at its first frame; `nil` if it can, and for
  /// all later frames.
  package var refusal: String? {
    guard pixelFormat.isJPEG, layout.decodingHabit.isFirstLook() else { return nil }
    return JPEGStructure(unsafePlane(0)).unsupported
  }
}

extension VideoFrameLayout {
  /// The size in bytes of each plane to decode into: libjpeg writes whole blocks.
  private static func decodedPlanes(
    _ width: Int, _ height: Int
  ) -> (luma: Int, chroma: Int) {
    (
      width.wholeBlocks * height.wholeBlocks,
      ((width + 1) / 2).wholeBlocks * ((height + 1) / 2).wholeBlocks
    )
  }

  fileprivate static func decodedByteCount(width: Int, height: Int) -> Int {
    let (luma, chroma) = decodedPlanes(width, height)
    return luma + 2 * chroma
  }

  /// An I420 layout to decode into, with room for whole blocks.
  fileprivate convenience init?(
    decodedWidth width: Int, height: Int, colorSpace: VideoColorSpace
  ) {
    let (luma, chroma) = Self.decodedPlanes(width, height)
    let chromaStride = ((width + 1) / 2).wholeBlocks
    self.init(
      pixelFormat: .i420, width: width, height: height,
      planes: [
        PlaneLayout(offset: 0, stride: width.wholeBlocks),
        PlaneLayout(offset: luma, stride: chromaStride),
        PlaneLayout(offset: luma + chroma, stride: chromaStride),
      ], colorSpace: colorSpace)
  }
}
