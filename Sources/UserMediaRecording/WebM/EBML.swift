/// Bytes of EBML elements (RFC 8794), written front to back.
struct EBML {
  private(set) var bytes: [UInt8] = []

  /// The size that means "unknown", in eight bytes (RFC 8794, 6.2).
  static let unknownSize: UInt64 = 0x00ff_ffff_ffff_ffff

  /// Forgets all elements, and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends the lowest `count` bytes of a number, the highest first.
  mutating func append(_ value: UInt64, count: Int) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))))
    }
  }

  /// An element's id, which contains its own length.
  mutating func id(_ id: UInt32) {
    append(UInt64(id), count: (32 - id.leadingZeroBitCount + 7) / 8)
  }

  /// A size in eight bytes, so that it can be overwritten.
  mutating func size(_ size: UInt64) {
    append(1 << 56 | size, count: 8)
  }

  mutating func uint(_ id: UInt32, _ value: UInt64) {
    self.id(id)
    let count = max(1, (64 - value.leadingZeroBitCount + 7) / 8)
    bytes.append(0x80 | UInt8(count))
    append(value, count: count)
  }

  mutating func float(_ id: UInt32, _ value: Double) {
    self.id(id)
    bytes.append(0x88)
    append(value.bitPattern, count: 8)
  }

  mutating func string(_ id: UInt32, _ value: String) {
    binary(id, Array(value.utf8))
  }

  mutating func binary(_ id: UInt32, _ value: [UInt8]) {
    self.id(id)
    size(UInt64(value.count))
    bytes += value
  }

  /// An element that contains others.
  mutating func master(_ id: UInt32, _ body: (inout EBML) -> Void) {
    self.id(id)
    let start = bytes.count
    size(0)
    body(&self)
    set(size: UInt64(bytes.count - start - 8), at: start)
  }

  /// Empty space of `count` bytes in all, at least 9.
  mutating func void(_ count: Int) {
    id(0xec)
    size(UInt64(count - 9))
    bytes.append(contentsOf: repeatElement(0, count: count - 9))
  }

  /// Overwrites a size of eight bytes.
  mutating func set(size: UInt64, at offset: Int) {
    for index in 0..<8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: (1 << 56 | size) >> (8 * UInt64(7 - index)))
    }
  }

  /// A block that stands for itself (RFC 9559, 10.2).
  mutating func simpleBlock(
    track: Int, time: Int16, isKey: Bool, _ data: UnsafeRawBufferPointer
  ) {
    id(0xa3)
    size(UInt64(data.count + 4))
    bytes.append(0x80 | UInt8(track))
    append(UInt64(UInt16(bitPattern: time)), count: 2)
    bytes.append(isKey ? 0x80 : 0)
    bytes.append(contentsOf: data)
  }
}
