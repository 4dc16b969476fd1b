import UserMediaCore

/// Which of libyuv's functions turns one format into another, and by which formats in between.
enum PixelConversion {
  /// Turns the first picture into the second of the same size; returns libyuv's result, 0 when it
  /// went well.
  typealias Function = (_ source: Planes, _ target: Planes) -> Int32

  /// How to come from one format to another.
  enum Route {
    /// In one step.
    case direct(Function)
    /// By way of another format, whose frame is kept for others that need it.
    case through(PixelFormat)
  }

  /// The way from `source`, whose samples stand for colours as `colorSpace` tells, to `target`; `nil`
  /// when there is none.
  static func route(
    from source: PixelFormat, _ colorSpace: VideoColorSpace, to target: PixelFormat
  ) -> Route? {
    switch target {
    case .i420: toI420(source)
    case .i422: toI422(source)
    case .nv12: toNV12(source)
    case .grey: toGrey(source)
    case .bgra: toBGRA(source, colorSpace)
    case .rgba: toRGBA(source)
    case .rgb24, .bgr24: to24Bit(source, target)
    default: nil
    }
  }

  /// How the samples of a frame in `target` stand for colours when it was made from `source`.
  static func colorSpace(
    from source: PixelFormat, _ colorSpace: VideoColorSpace, to target: PixelFormat
  ) -> VideoColorSpace {
    if source.isRGB {
      if target.isRGB { return colorSpace.asRGB }
      return target == .grey ? colorSpace.asJFIF : colorSpace.asLimitedBT601
    }
    if target.isRGB { return colorSpace.asRGB }
    var result = colorSpace
    // Luma alone and luma with colour mean different ranges when nobody tells.
    if source.isLuma != target.isLuma { result.fullRange = colorSpace.fullRange ?? source.isLuma }
    return result
  }
}

extension PixelFormat {
  /// Whether there is no colour.
  var isLuma: Bool { self == .grey || self == .y16 }

  /// Whether samples are R G B.
  var isRGB: Bool {
    switch self {
    case .rgb24, .bgr24, .rgb565, .xr30: true
    default: is32BitRGB
    }
  }

  /// Whether a pixel is four bytes: of R, of G, of B and another.
  var is32BitRGB: Bool {
    switch self {
    case .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32: true
    default: false
    }
  }
}
