extension PixelFormat {
  /// Whether each frame is a JPEG rather than raw pixels.
  public var isJPEG: Bool { self == .mjpeg || self == .jpeg }

  /// One plane's geometry: bytes per sample position, and how many pixels share a position.
  package struct PlaneGeometry: Hashable, Sendable {
    /// Bytes per sample position.
    package let bytesPerSample: Int
    /// Horizontal pixels per sample position.
    package let horizontalSubsampling: Int
    /// Rows of pixels per row of samples.
    package let verticalSubsampling: Int

    /// The minimum size in bytes of a row of `width` pixels.
    package func rowBytes(width: Int) -> Int {
      (width + horizontalSubsampling - 1) / horizontalSubsampling * bytesPerSample
    }

    /// The number of rows in this plane for a picture of `height` pixels.
    package func rows(height: Int) -> Int {
      (height + verticalSubsampling - 1) / verticalSubsampling
    }
  }

  /// The format's planes in memory order; empty for JPEG and for formats unknown to this library.
  package var planeGeometry: [PlaneGeometry] {
    func plane(_ bytes: Int, _ across: Int = 1, _ down: Int = 1) -> PlaneGeometry {
      PlaneGeometry(bytesPerSample: bytes, horizontalSubsampling: across, verticalSubsampling: down)
    }
    switch self {
    case .yuyv, .uyvy, .yvyu, .vyuy: return [plane(4, 2)]
    case .nv12, .nv21: return [plane(1), plane(2, 2, 2)]
    case .nv16: return [plane(1), plane(2, 2)]
    case .i420, .yv12: return [plane(1), plane(1, 2, 2), plane(1, 2, 2)]
    case .i422: return [plane(1), plane(1, 2), plane(1, 2)]
    case .grey: return [plane(1)]
    case .y16: return [plane(2)]
    case .rgb24, .bgr24: return [plane(3)]
    case .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32,
      .xr30:
      return [plane(4)]
    case .rgb565: return [plane(2)]
    default: return []
    }
  }
}
