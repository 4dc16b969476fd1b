public import UserMediaCore

extension VideoFrame {
  /// Converts the picture to another pixel format.
  ///
  /// Every format of ``PixelFormat`` converts to I420, NV12, I422, grey, RGBA, BGRA, RGB24 and
  /// BGR24. The picture is converted once, no matter how many callers ask, and the memory is reused
  /// after the result is released. The result's ``VideoFrame/colorSpace`` describes its samples.
  /// - Throws: `EncodingError` if a JPEG is damaged or its size differs from the frame's;
  ///   `NotSupportedError` if there is no conversion to the format, or for a JPEG of R G B or CMYK.
  public func converted(to format: PixelFormat) throws(DOMException) -> VideoFrame {
    if format == pixelFormat { return self }
    if pixelFormat.isJPEG {
      layout.decodingHabit.renew()
      let picture = try decoded()
      return format == .i420 ? picture : try picture.converted(to: format)
    }
    switch PixelConversion.route(from: pixelFormat, colorSpace, to: format) {
    case .direct(let function): return try converted(to: format, by: function)
    case .through(let between): return try converted(to: between).converted(to: format)
    case nil:
      throw DOMException(.notSupported, "\(pixelFormat) cannot be converted to \(format)")
    }
  }

  private func converted(
    to format: PixelFormat, by function: PixelConversion.Function
  ) throws(DOMException) -> VideoFrame {
    let key = ConversionKey(
      pixelFormat: format, width: codedWidth, height: codedHeight, crop: visibleRect)
    return try derived(key) { () throws(DOMException) in
      let result = try derivedFrame(key) {
        VideoFrameLayout(
          pixelFormat: format, width: codedWidth, height: codedHeight,
          colorSpace: PixelConversion.colorSpace(from: pixelFormat, colorSpace, to: format),
          fieldOrder: fieldOrder)
      }
      let code = function(Planes(self), Planes(result))
      guard code == 0 else {
        throw DOMException(
          .operation, "\(pixelFormat) could not be converted to \(format)",
          cause: SystemCause(
            call: "libyuv", code: code, domain: .codec, text: "the picture was refused"))
      }
      return result
    }
  }

  /// A frame for the result of a conversion `key`: its memory is from a pool shared by all frames
  /// of the stream, its layout from the first call of `makeLayout`.
  func derivedFrame(
    _ key: ConversionKey, byteCount: Int? = nil, makeLayout: () -> VideoFrameLayout?
  ) throws(DOMException) -> VideoFrame {
    // libyuv counts the pixels of an unpadded picture in 32 bits.
    guard codedWidth * codedHeight <= 1 << 28, let target = layout.target(key, make: makeLayout)
    else {
      throw DOMException(.notSupported, "a picture of \(codedWidth)x\(codedHeight) is too large")
    }
    return VideoFrame(
      buffer: target.pool.take(byteCount: byteCount ?? target.layout.byteCount),
      layout: target.layout, timestamp: timestamp, duration: duration, sequence: sequence)
  }
}
