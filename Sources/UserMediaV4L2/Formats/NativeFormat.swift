import UserMediaCore

/// A driver's pixel format that this library can read without conversion.
struct NativeFormat: Hashable, Sendable {
  /// The driver's FourCC code.
  let fourCC: UInt32
  /// The pixel format, wherever its planes are in memory.
  let pixelFormat: PixelFormat
  /// The number of memory blocks that hold a picture; above 1 in V4L2's non-contiguous formats.
  let memoryPlanes: Int

  /// The codes of formats with separate memory planes, and their contiguous equivalents (Linux
  /// Media Infrastructure userspace API, "Planar YUV formats").
  private static let separate: [UInt32: PixelFormat] = {
    let pairs: [(String, PixelFormat)] = [
      ("NM12", .nv12), ("NM21", .nv21), ("NM16", .nv16),
      ("YM12", .i420), ("YM21", .yv12), ("YM16", .i422),
    ]
    return pairs.reduce(into: [:]) { table, pair in
      if let code = PixelFormat(fourCC: pair.0) { table[code.rawValue] = pair.1 }
    }
  }()

  /// The format for a driver's code; `nil` if this library can't read it.
  init?(fourCC: UInt32) {
    let contiguous = PixelFormat(rawValue: fourCC)
    if let pixelFormat = Self.separate[fourCC] {
      self.pixelFormat = pixelFormat
      memoryPlanes = pixelFormat.planeGeometry.count
    } else if contiguous.isJPEG || !contiguous.planeGeometry.isEmpty {
      pixelFormat = contiguous
      memoryPlanes = 1
    } else {
      return nil
    }
    self.fourCC = fourCC
  }
}
