/// The entropy-coded data of a baseline JPEG, walked through without decoding a pixel: whether
/// every block is there.
///
/// libjpeg tells only the first of its warnings, and for many webcams that is always the harmless
/// one about stray bytes; this tells whether there was another.
struct JPEGScan {
  /// One component's blocks in a unit, and the tables they are coded with.
  struct Component {
    var blockCount: Int
    var dc: JPEGHuffmanTable
    var ac: JPEGHuffmanTable
  }

  let components: [Component]
  /// Units in the whole scan.
  let unitCount: Int
  /// Units between restart markers; 0 when there are none.
  let restartInterval: Int

  /// Stray bytes before a marker that are still taken for a webcam's habit: they leave ten and
  /// less, where decoding that lost its way leaves many.
  static let mostStrayBytes = 32

  /// Whether the data from `start` on are whole, up to the end of the image.
  func isWhole(in file: UnsafeRawBufferPointer, from start: Int) -> Bool {
    var bits = JPEGBits(file, from: start)
    for unit in 0..<unitCount {
      if restartInterval > 0, unit > 0, unit % restartInterval == 0 {
        let expected = UInt8(0xd0 + (unit / restartInterval - 1) % 8)
        guard bits.passMarker(expected, strayBytes: Self.mostStrayBytes) else { return false }
      }
      for component in components {
        for _ in 0..<component.blockCount {
          guard Self.passBlock(component, &bits) else { return false }
        }
      }
    }
    return bits.passMarker(JPEGMarkers.endOfImage, strayBytes: Self.mostStrayBytes)
  }

  /// T.81, F.2.2.
  private static func passBlock(_ component: Component, _ bits: inout JPEGBits) -> Bool {
    guard let size = bits.symbol(component.dc), size <= 11, bits.skip(Int(size)) else {
      return false
    }
    var index = 1
    while index < 64 {
      guard let symbol = bits.symbol(component.ac) else { return false }
      let (run, size) = (Int(symbol >> 4), Int(symbol & 15))
      if size == 0 {
        if run < 15 { return true }
        index += 16
      } else {
        index += run + 1
        guard index <= 64, bits.skip(size) else { return false }
      }
    }
    return true
  }
}
