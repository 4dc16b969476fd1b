/// Bytes of ISO base media file format boxes (ISO/IEC 14496-12), written front to back.
struct Boxes {
  private(set) var bytes: [UInt8] = []

  /// Forgets all boxes, and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func u8(_ value: Int) { bytes.append(UInt8(truncatingIfNeeded: value)) }
  mutating func u16(_ value: Int) { append(UInt64(truncatingIfNeeded: value), 2) }
  mutating func u32(_ value: Int) { append(UInt64(truncatingIfNeeded: value), 4) }
  mutating func u64(_ value: Int64) { append(UInt64(bitPattern: value), 8) }
  mutating func zeros(_ count: Int) { bytes.append(contentsOf: repeatElement(0, count: count)) }
  mutating func text(_ value: String) { bytes += Array(value.utf8) }
  mutating func append(_ value: [UInt8]) { bytes += value }

  private mutating func append(_ value: UInt64, _ count: Int) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))))
    }
  }

  /// A box with contents.
  mutating func box(_ type: String, _ body: (inout Boxes) -> Void) {
    let start = bytes.count
    u32(0)
    text(type)
    body(&self)
    set(u32: bytes.count - start, at: start)
  }

  /// A box with a version and flags.
  mutating func fullBox(
    _ type: String, version: Int = 0, flags: Int = 0, _ body: (inout Boxes) -> Void
  ) {
    box(type) {
      $0.u32(version << 24 | flags)
      body(&$0)
    }
  }

  /// Overwrites a number of four bytes.
  mutating func set(u32 value: Int, at offset: Int) {
    for index in 0..<4 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * (3 - index)))
    }
  }
}
