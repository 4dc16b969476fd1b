#if Screen
/// Bytes that an X server sent, in this machine's byte order, which the client announces when it
/// connects (X Window System Protocol, "Connection Setup").
///
/// XCB does not check the counts in a reply against the reply's length, so its accessors read past
/// the end of what a hostile or broken server sent. These are checked, and return `nil` there.
struct XBytes {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The number at an offset.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Number.Type = Number.self
  ) -> Number? {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return nil }
    return bytes.loadUnaligned(fromByteOffset: offset, as: type)
  }

  /// `count` bytes at an offset.
  func slice(_ offset: Int, count: Int) -> UnsafeRawBufferPointer? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// `count` numbers of four bytes each, starting at an offset.
  func words(_ offset: Int, count: Int) -> [UInt32]? {
    // Checked before the multiplication, so that it cannot overflow.
    guard count >= 0, count <= bytes.count / 4, let part = slice(offset, count: count * 4) else {
      return nil
    }
    return (0..<count).map { part.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
  }
}

/// Every reply has 32 bytes and, in units of four bytes, as many more as the number at offset 4.
enum XReplyHeader {
  static let byteCount = 32
  static let lengthOffset = 4
}
#endif
