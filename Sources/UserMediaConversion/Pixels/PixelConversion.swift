import UserMediaCore

/// Selects the libyuv function that converts between two formats, and the intermediate formats.
enum PixelConversion {
  /// Converts the first picture to the second, of the same size; returns libyuv's result, 0 on
  /// success.
  typealias Function = (_ source: Planes, _ target: Planes) -> Int32

  /// A route from one format to another.
  enum Route {
    /// Directly.
    case direct(Function)
    /// Through another format, whose frame is cached for other conversions.
    case through(PixelFormat)
  }

  /// The route from `source`, with samples in `colorSpace`, to `target`; `nil` if there is none.
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

  /// The colour space of a frame converted from `source` to `target`.
  static func colorSpace(
    from source: PixelFormat, _ colorSpace: VideoColorSpace, to target: PixelFormat
  ) -> VideoColorSpace {
    if source.isRGB {
      if target.isRGB { return colorSpace.asRGB }
      return target == .grey ? colorSpace.asJFIF : colorSpace.asLimitedBT601
    }
    if target.isRGB { return colorSpace.asRGB }
    var result = colorSpace
    // If the range is unreported, its default differs between luma only and luma with colour.
    if source.isLuma != target.isLuma { result.fullRange = colorSpace.fullRange ?? source.isLuma }
    return result
  }
}

extension PixelFormat {
  /// Whether there is no colour.
  var isLuma: Bool { self == .grey || self == .y16 }

  /// Whether the samples are R G B.
  var isRGB: Bool {
    switch self {
    case .rgb24, .bgr24, .rgb565, .xr30: true
    default: is32BitRGB
    }
  }

  /// Whether a pixel has four bytes: R, G, B and one other.
  var is32BitRGB: Bool {
    switch self {
    case .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32: true
    default: false
    }
  }
}
