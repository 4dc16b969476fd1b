import Glibc

/// Iterates over a JPEG's markers and the data of their segments (ITU-T T.81, B.1). Bytes between
/// them, entropy-coded or stray, are skipped.
struct JPEGMarkers: IteratorProtocol {
  /// One marker.
  struct Marker {
    /// The marker's second byte.
    let code: UInt8
    /// The offset of its first byte, 0xff.
    let offset: Int
    /// The range of the segment's data, after the length; empty for a marker without a segment.
    let data: Range<Int>
  }

  static let startOfImage: UInt8 = 0xd8
  static let endOfImage: UInt8 = 0xd9
  static let startOfScan: UInt8 = 0xda
  static let huffmanTables: UInt8 = 0xc4
  static let quantizationTables: UInt8 = 0xdb
  static let restartInterval: UInt8 = 0xdd
  static let restarts: ClosedRange<UInt8> = 0xd0...0xd7
  /// Whether it is a frame header; the excluded codes are other segments (T.81, table B.1).
  static func isStartOfFrame(_ code: UInt8) -> Bool {
    (0xc0...0xcf).contains(code) && code != 0xc4 && code != 0xc8 && code != 0xcc
  }

  /// The start of a file: a start marker followed by another marker; `nil` if there is none.
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

  /// The next marker; `nil` at the end, or if a segment extends beyond it.
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
