import UserMediaCore

/// A four-character code of the driver's that this library reads as it is.
struct NativeFormat: Hashable, Sendable {
  /// The code that the driver knows the format by.
  let fourCC: UInt32
  /// The format of the pixels, wherever its planes lie.
  let pixelFormat: PixelFormat
  /// The pieces of memory that hold a picture: above 1 in V4L2's non-contiguous formats.
  let memoryPlanes: Int

  /// The codes whose planes lie in separate memory, with the format that they are otherwise
  /// (Linux Media Infrastructure userspace API, "Planar YUV formats").
  private static let separate: [UInt32: PixelFormat] = {
    let pairs: [(String, PixelFormat)] = [
      ("NM12", .nv12), ("NM21", .nv21), ("NM16", .nv16),
      ("YM12", .i420), ("YM21", .yv12), ("YM16", .i422),
    ]
    return pairs.reduce(into: [:]) { table, pair in
      if let code = PixelFormat(fourCC: pair.0) { table[code.rawValue] = pair.1 }
    }
  }()

  /// The format that a driver's code stands for; `nil` when this library cannot read it.
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
