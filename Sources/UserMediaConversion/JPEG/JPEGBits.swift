/// The bits of entropy-coded data, up to the next marker.
struct JPEGBits {
  private let file: UnsafeRawBufferPointer
  private var position: Int
  private var window: UInt64 = 0
  private var count = 0

  init(_ file: UnsafeRawBufferPointer, from start: Int) {
    self.file = file
    position = start
  }

  /// Takes whole bytes until there are enough bits for any code and its value, or a marker comes.
  private mutating func fill() {
    while count <= 48, position < file.count {
      if position + 8 <= file.count {
        let next = UInt64(
          bigEndian: file.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        // Whether a byte is 0xff, so that its complement is zero.
        let zeros = (~next &- 0x0101_0101_0101_0101) & next & 0x8080_8080_8080_8080
        if zeros == 0 {
          let byteCount = (64 - count) / 8
          window = byteCount == 8 ? next : window << (8 * byteCount) | next >> (64 - 8 * byteCount)
          count += 8 * byteCount
          position += byteCount
          return
        }
      }
      let byte = file[position]
      if byte == 0xff {
        // A data byte of 0xff is followed by a zero.
        guard position + 1 < file.count, file[position + 1] == 0 else { return }
        position += 1
      }
      position += 1
      window = window << 8 | UInt64(byte)
      count += 8
    }
  }

  /// The next symbol; `nil` when the data end, or no code begins so.
  mutating func symbol(_ table: JPEGHuffmanTable) -> UInt8? {
    if count < 32 { fill() }
    // Beyond the end there are zeros, of which none can be taken.
    let next = count >= 16 ? window >> (count - 16) : window << (16 - count)
    guard let (length, symbol) = table.lookUp(UInt16(truncatingIfNeeded: next)), take(length)
    else { return nil }
    return symbol
  }

  /// Passes over the bits of a value.
  mutating func skip(_ bitCount: Int) -> Bool {
    if count < bitCount { fill() }
    return take(bitCount)
  }

  private mutating func take(_ bitCount: Int) -> Bool {
    guard bitCount <= count else { return false }
    count -= bitCount
    return true
  }

  /// Passes over the rest of a byte, some stray bytes, and a marker that must be `code`.
  mutating func passMarker(_ code: UInt8, strayBytes: Int) -> Bool {
    var stray = count / 8
    while position < file.count, stray <= strayBytes {
      if file[position] == 0xff, position + 1 < file.count, file[position + 1] != 0,
        file[position + 1] != 0xff
      {
        guard file[position + 1] == code else { return false }
        position += 2
        (window, count) = (0, 0)
        return true
      }
      position += 1
      stray += 1
    }
    return false
  }
}
