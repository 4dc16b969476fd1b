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
      else { throw DOMException(.operation, "no JPEG decoder could be made") }
      return result
    }
  }

  /// Decodes a JPEG ahead of the program that is given it, for as long as the program decodes the
  /// JPEGs of the stream: one that cannot be decoded never gets to it. Costs such a program nothing,
  /// because a picture is decoded once.
  /// - Throws: as ``converted(to:)``; nothing for other formats, and for a program that has not
  ///   decoded any of the last few.
  package func decodeAhead() throws(DOMException) {
    if pixelFormat.isJPEG, layout.decodingHabit.spend() { _ = try decoded() }
  }

  /// Whether a JPEG can be decoded, which is found out by doing so.
  package var isDecodable: Bool { (try? decoded()) != nil }

  /// Why no JPEG of the stream can be decoded, asked of its first frame; `nil` when it can, and for
  /// all frames that follow.
  package var refusal: String? {
    guard pixelFormat.isJPEG, layout.decodingHabit.isFirstLook() else { return nil }
    return JPEGStructure(unsafePlane(0)).unsupported
  }
}

extension VideoFrameLayout {
  /// The bytes of each plane of a picture to decode into: libjpeg writes whole blocks.
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

  /// An I420 picture to decode into, with room for whole blocks.
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
