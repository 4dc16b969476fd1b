extension PixelFormat {
  /// Whether each frame is a JPEG rather than pixels.
  public var isJPEG: Bool { self == .mjpeg || self == .jpeg }

  /// One plane's geometry: bytes for each sample position, and how many pixels one position spans.
  package struct PlaneGeometry: Hashable, Sendable {
    /// Bytes for each sample position.
    package let bytesPerSample: Int
    /// Pixels across that share one sample position.
    package let horizontalSubsampling: Int
    /// Rows that share one row of samples.
    package let verticalSubsampling: Int

    /// The fewest bytes a row of `width` pixels takes.
    package func rowBytes(width: Int) -> Int {
      (width + horizontalSubsampling - 1) / horizontalSubsampling * bytesPerSample
    }

    /// The rows that a picture of `height` pixels has in this plane.
    package func rows(height: Int) -> Int {
      (height + verticalSubsampling - 1) / verticalSubsampling
    }
  }

  /// The planes of the format in memory order; empty for JPEG and for formats this library does not
  /// know.
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
