import Glibc

/// The markers of a JPEG in order, with the data of their segments (ITU-T T.81, B.1); bytes between
/// them, entropy-coded or stray, are passed over.
struct JPEGMarkers: IteratorProtocol {
  /// One marker.
  struct Marker {
    /// Its second byte.
    let code: UInt8
    /// Where its first byte, 0xff, lies.
    let offset: Int
    /// Where the segment's data lie, after the length; empty for a marker without a segment.
    let data: Range<Int>
  }

  static let startOfImage: UInt8 = 0xd8
  static let endOfImage: UInt8 = 0xd9
  static let startOfScan: UInt8 = 0xda
  static let huffmanTables: UInt8 = 0xc4
  static let quantizationTables: UInt8 = 0xdb
  static let restartInterval: UInt8 = 0xdd
  static let restarts: ClosedRange<UInt8> = 0xd0...0xd7
  /// Frame headers; the codes left out are other segments (T.81, table B.1).
  static func isStartOfFrame(_ code: UInt8) -> Bool {
    (0xc0...0xcf).contains(code) && code != 0xc4 && code != 0xc8 && code != 0xcc
  }

  /// Where a file begins: at a start marker with another marker behind it; `nil` when none is there.
  static func startOfImage(in file: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var position = start
    while let base = file.baseAddress, position + 2 < file.count,
      let found = memchr(base + position, 0xff, file.count - position - 2)
    {
      position = found - UnsafeMutableRawPointer(mutating: base)
      if file[position + 1] == startOfImage, file[position + 2] == 0xff { return position }
      position += 1
    }
    return nil
  }

  private let file: UnsafeRawBufferPointer
  private var position: Int

  /// The markers from `start` on.
  init(_ file: UnsafeRawBufferPointer, from start: Int = 0) {
    self.file = file
    position = start
  }

  /// The next marker; `nil` at the end, and where a segment reaches beyond it.
  mutating func next() -> Marker? {
    while let base = file.baseAddress, position < file.count,
      let found = memchr(base + position, 0xff, file.count - position)
    {
      let offset = found - UnsafeMutableRawPointer(mutating: base)
      var code = offset + 1
      while code < file.count, file[code] == 0xff { code += 1 }
      guard code < file.count else { break }
      position = code + 1
      switch file[code] {
      case 0: continue  // a data byte of 0xff (T.81, B.1.1.5)
      case 0x01, Self.restarts, Self.startOfImage, Self.endOfImage:
        return Marker(code: file[code], offset: code - 1, data: position..<position)
      default:
        guard position + 2 <= file.count else { return nil }
        let length = Int(file[position]) << 8 | Int(file[position + 1])
        guard length >= 2, position + length <= file.count else { return nil }
        let data = position + 2..<position + length
        position += length
        return Marker(code: file[code], offset: code - 1, data: data)
      }
    }
    return nil
  }
}
