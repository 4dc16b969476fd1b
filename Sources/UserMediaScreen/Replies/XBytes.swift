#if Screen
/// Bytes that an X server sent, in this machine's order: a client's connection begins with saying
/// which one that is (X Window System Protocol, "Connection Setup").
///
/// XCB checks no count in a reply against the reply's length, so its own accessors read beyond the
/// end of what a hostile or broken server sent. Everything here is checked, and `nil` when it lies
/// outside.
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

  /// A part of the bytes.
  func slice(_ offset: Int, count: Int) -> UnsafeRawBufferPointer? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// `count` numbers of four bytes from an offset on.
  func words(_ offset: Int, count: Int) -> [UInt32]? {
    // Of what a server can send, four times no count overflows.
    guard count >= 0, count <= bytes.count / 4, let part = slice(offset, count: count * 4) else {
      return nil
    }
    return (0..<count).map { part.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
  }
}

/// Every reply has 32 bytes and as many more, in units of four, as it says at offset 4.
enum XReplyHeader {
  static let byteCount = 32
  static let lengthOffset = 4
}
#endif
