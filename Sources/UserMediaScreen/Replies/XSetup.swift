#if Screen
package import UserMediaCore

/// The server's setup reply: its screens and the layout of their pixels (X Window System Protocol,
/// Appendix B, "Connection Setup").
package struct XSetup: Hashable {
  /// A screen, which may span several monitors.
  package struct Screen: Hashable {
    package let root: UInt32
    /// The visuals of all depths.
    package let visuals: [Visual]
  }

  /// A mapping from pixel values to colours: the mask of bits that hold each one.
  package struct Visual: Hashable {
    package let id: UInt32
    package let depth: UInt8
    package let red: UInt32
    package let green: UInt32
    package let blue: UInt32
  }

  package let isLittleEndian: Bool
  /// Bits that a pixel occupies in memory, by depth.
  package let bitsPerPixel: [UInt8: UInt8]
  /// What rows are padded to, in bits, by depth.
  package let rowPadding: [UInt8: UInt8]
  package let screens: [Screen]

  /// Parses the reply; `nil` when it is malformed.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    let bytes = XBytes(bytes)
    guard let vendorLength = bytes.number(24, as: UInt16.self),
      let screenCount = bytes.number(28, as: UInt8.self), screenCount > 0,
      let formatCount = bytes.number(29, as: UInt8.self),
      let byteOrder = bytes.number(30, as: UInt8.self)
    else { return nil }
    isLittleEndian = byteOrder == 0
    var offset = 40 + (Int(vendorLength) + 3) / 4 * 4
    var (bitsPerPixel, rowPadding): ([UInt8: UInt8], [UInt8: UInt8]) = ([:], [:])
    for _ in 0..<formatCount {
      guard let depth = bytes.number(offset, as: UInt8.self),
        let bits = bytes.number(offset + 1, as: UInt8.self),
        let padding = bytes.number(offset + 2, as: UInt8.self)
      else { return nil }
      bitsPerPixel[depth] = bits
      rowPadding[depth] = padding
      offset += 8
    }
    (self.bitsPerPixel, self.rowPadding) = (bitsPerPixel, rowPadding)
    var screens: [Screen] = []
    for _ in 0..<screenCount {
      guard let screen = Self.screen(bytes, &offset) else { return nil }
      screens.append(screen)
    }
    self.screens = screens
  }

  private static func screen(_ bytes: XBytes, _ offset: inout Int) -> Screen? {
    guard let root = bytes.number(offset, as: UInt32.self),
      let depthCount = bytes.number(offset + 39, as: UInt8.self)
    else { return nil }
    offset += 40
    var visuals: [Visual] = []
    for _ in 0..<depthCount {
      guard let depth = bytes.number(offset, as: UInt8.self),
        let count = bytes.number(offset + 2, as: UInt16.self)
      else { return nil }
      offset += 8
      for _ in 0..<count {
        guard let id = bytes.number(offset, as: UInt32.self),
          let red = bytes.number(offset + 8, as: UInt32.self),
          let green = bytes.number(offset + 12, as: UInt32.self),
          let blue = bytes.number(offset + 16, as: UInt32.self),
          bytes.slice(offset, count: 24) != nil
        else { return nil }
        visuals.append(Visual(id: id, depth: depth, red: red, green: green, blue: blue))
        offset += 24
      }
    }
    return Screen(root: root, visuals: visuals)
  }

  /// The format of pixels of a depth and a visual; `nil` when it is not supported.
  package func pixelFormat(depth: UInt8, visual id: UInt32) -> PixelFormat? {
    guard isLittleEndian, rowPadding[depth] == 32, let bits = bitsPerPixel[depth],
      let visual = screens.lazy.flatMap(\.visuals).first(where: { $0.id == id })
    else { return nil }
    switch (bits, visual.red, visual.green, visual.blue) {
    case (32, 0xff_0000, 0xff00, 0xff): return .bgrx
    case (32, 0x3ff0_0000, 0xf_fc00, 0x3ff): return .xr30
    case (16, 0xf800, 0x7e0, 0x1f): return .rgb565
    default: return nil
    }
  }
}
#endif
