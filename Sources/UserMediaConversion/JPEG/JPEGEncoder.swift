import CTurboJPEG
package import UserMediaCore

/// Encodes pictures as JPEG files.
package enum JPEGEncoder {
  /// The maximum size of a picture's JPEG in bytes.
  package static func largestByteCount(width: Int, height: Int) -> Int {
    Int(tjBufSize(Int32(width), Int32(height), Int32(TJSAMP_420.rawValue)))
  }

  /// Encodes `frame` as a JPEG into `target`; returns the file's length.
  /// - Precondition: `target` has room for ``largestByteCount(width:height:)``.
  package static func encode(
    _ frame: VideoFrame, quality: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(DOMException) -> Int {
    let picture = try frame.readyForJPEG()
    return try withCompressor { (compressor) throws(DOMException) in
      try compressor.encode(Planes(picture), quality: quality, into: target)
    }
  }

  /// Encodes `frame` as a JPEG.
  static func encode(_ frame: VideoFrame, quality: Int) throws(DOMException) -> [UInt8] {
    let picture = try frame.readyForJPEG()
    return try withCompressor { (compressor) throws(DOMException) in
      try compressor.encode(Planes(picture), quality: quality)
    }
  }

  private static func withCompressor<Result>(
    _ body: (JPEGCompressor) throws(DOMException) -> Result
  ) throws(DOMException) -> Result {
    guard let result = try JPEGCompressor.pool.withCodec(body) else {
      throw DOMException(.operation, "no JPEG encoder could be created")
    }
    return result
  }
}

extension VideoFrame {
  /// The picture in a format that TurboJPEG encodes with the right colours.
  ///
  /// A JPEG's Y U V is full-range BT.601 (JFIF 1.02), so any other is converted through R G B. So
  /// are odd sizes, for which TurboJPEG would read samples beyond the picture (turbojpeg.h, "YUV
  /// Image Format Notes").
  fileprivate func readyForJPEG() throws(DOMException) -> VideoFrame {
    if pixelFormat == .rgb565 || pixelFormat == .xr30 { return try converted(to: .bgra) }
    if pixelFormat.isRGB { return self }
    if pixelFormat.isLuma {
      return try converted(to: colorSpace.fullRange ?? true ? .grey : .bgra)
    }
    let isEven = codedWidth % 2 == 0 && codedHeight % 2 == 0
    return try converted(to: isEven && colorSpace.isJFIF ? .i420 : .bgra)
  }
}

extension VideoColorSpace {
  /// Whether Y U V samples are encoded as in a JPEG.
  fileprivate var isJFIF: Bool {
    guard fullRange == true else { return false }
    switch matrix {
    case .bt470bg, .smpte170m, nil: return true
    case .bt709, .bt2020, .rgb: return false
    }
  }
}
