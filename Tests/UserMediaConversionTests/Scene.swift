import UserMediaConversion
import UserMediaCore

/// A picture defined by formulas, and its samples in every format: the reference for conversions.
///
/// Colour is constant in blocks of 2x2 pixels, so that subsampling loses nothing.
struct Scene {
  var width: Int
  var height: Int
  var colorSpace = VideoColorSpace()
  /// Bytes after each row.
  var padding = 0
  /// Whether each plane is in a separate block of memory.
  var separate = false

  func y(_ x: Int, _ y: Int) -> UInt8 { UInt8(16 + (x * 7 + y * 5) % 219) }
  func u(_ x: Int, _ y: Int) -> UInt8 { UInt8(64 + (x / 2 * 11 + y / 2 * 3) % 128) }
  func v(_ x: Int, _ y: Int) -> UInt8 { UInt8(64 + (x / 2 * 5 + y / 2 * 13) % 128) }
  func r(_ x: Int, _ y: Int) -> UInt8 { UInt8((x / 2 * 29 + y / 2 * 7) % 256) }
  func g(_ x: Int, _ y: Int) -> UInt8 { UInt8((x / 2 * 13 + y / 2 * 31) % 256) }
  func b(_ x: Int, _ y: Int) -> UInt8 { UInt8((x / 2 * 5 + y / 2 * 17) % 256) }

  /// The bytes at one sample position of one plane: of the pixel at `x`, `y` and those that share
  /// it.
  private func sample(_ format: PixelFormat, _ plane: Int, _ x: Int, _ y: Int) -> [UInt8] {
    let (y0, y1, u, v) = (self.y(x, y), self.y(x + 1, y), u(x, y), v(x, y))
    let (r, g, b) = (r(x, y), g(x, y), b(x, y))
    switch (format, plane) {
    case (.yuyv, _): return [y0, u, y1, v]
    case (.yvyu, _): return [y0, v, y1, u]
    case (.uyvy, _): return [u, y0, v, y1]
    case (.vyuy, _): return [v, y0, u, y1]
    case (.y16, _): return [0x5a, y0]
    case (.rgb24, _): return [r, g, b]
    case (.bgr24, _): return [b, g, r]
    case (.rgba, _), (.rgbx, _): return [r, g, b, 255]
    case (.bgra, _), (.bgrx, _), (.bgr32, _): return [b, g, r, 255]
    case (.argb, _), (.xrgb, _), (.rgb32, _): return [255, r, g, b]
    case (.abgr, _), (.xbgr, _): return [255, b, g, r]
    case (_, 0): return [y0]
    case (.nv12, _), (.nv16, _): return [u, v]
    case (.nv21, _): return [v, u]
    case (.yv12, let plane): return [plane == 1 ? v : u]
    default: return [plane == 1 ? u : v]
    }
  }

  /// The rows of one plane, without padding.
  func rows(_ format: PixelFormat, _ plane: Int) -> [[UInt8]] {
    let geometry = format.planeGeometry[plane]
    let (across, down) = (geometry.horizontalSubsampling, geometry.verticalSubsampling)
    return (0..<geometry.rows(height: height)).map { row in
      (0..<(width + across - 1) / across).flatMap { sample(format, plane, $0 * across, row * down) }
    }
  }

  /// The picture as a frame.
  func frame(_ format: PixelFormat) -> VideoFrame {
    var memory: [[UInt8]] = separate ? [] : [[]]
    var planes: [PlaneLayout] = []
    for plane in format.planeGeometry.indices {
      if separate { memory.append([]) }
      let rows = rows(format, plane)
      planes.append(
        PlaneLayout(
          offset: memory[memory.count - 1].count, stride: rows[0].count + padding,
          region: memory.count - 1))
      for row in rows {
        memory[memory.count - 1] += row + [UInt8](repeating: 0xee, count: padding)
      }
    }
    let regions = memory.map { bytes in
      let region = MemoryRegion(allocating: bytes.count)
      region.mutableBytes.copyBytes(from: bytes)
      return region
    }
    let layout = VideoFrameLayout(
      pixelFormat: format, width: width, height: height, planes: planes, colorSpace: colorSpace)!
    return VideoFrame(
      buffer: FrameBuffer(regions: regions), layout: layout, timestamp: 5, duration: 6, sequence: 7)
  }

  static let packedYUV: [PixelFormat] = [.yuyv, .yvyu, .uyvy, .vyuy]
  static let planarYUV: [PixelFormat] = [.nv12, .nv21, .nv16, .i420, .yv12, .i422]
  static let yuv = packedYUV + planarYUV
  static let rgb: [PixelFormat] = [
    .rgb24, .bgr24, .rgba, .rgbx, .bgra, .bgrx, .argb, .xrgb, .abgr, .xbgr, .bgr32, .rgb32,
  ]

  /// The shapes for conversions: even, odd, wide enough for vector code, padded, separate planes.
  static let shapes = [
    Scene(width: 8, height: 4), Scene(width: 5, height: 3), Scene(width: 1, height: 1),
    Scene(width: 130, height: 6, padding: 14), Scene(width: 67, height: 5, padding: 1),
    Scene(width: 64, height: 4, padding: 32, separate: true),
  ]
}

extension VideoFrame {
  /// The rows of one plane, without padding.
  func rows(_ plane: Int) -> [[UInt8]] {
    let geometry = pixelFormat.planeGeometry[plane]
    let bytes = unsafePlane(plane)
    return (0..<geometry.rows(height: codedHeight)).map { row in
      let start = row * layout.planes[plane].stride
      return Array(bytes[start..<start + geometry.rowBytes(width: codedWidth)])
    }
  }
}

/// The largest difference between two pictures' samples; 256 if their shapes differ.
func difference(_ a: [[UInt8]], _ b: [[UInt8]]) -> Int {
  guard a.map(\.count) == b.map(\.count) else { return 256 }
  return zip(a, b).map { a, b in zip(a, b).map { abs(Int($0) - Int($1)) }.max() ?? 0 }.max() ?? 0
}
