import Glibc

/// The sole owner of one piece of memory, which is freed or unmapped with the last reference.
///
/// Unchecked, because a raw pointer is not Sendable: address and size never change, and
/// ``FrameBuffer`` decides who may write.
package final class MemoryRegion: @unchecked Sendable {
  /// The memory, for reading.
  package let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Allocates `byteCount` bytes, aligned for vector instructions.
  package init(allocating byteCount: Int) {
    bytes = UnsafeRawBufferPointer(
      UnsafeMutableRawBufferPointer.allocate(byteCount: max(byteCount, 1), alignment: 64))
    isMapped = false
  }

  /// Takes ownership of memory returned by `mmap`.
  package init(mapped address: UnsafeMutableRawPointer, byteCount: Int) {
    bytes = UnsafeRawBufferPointer(start: address, count: byteCount)
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
    } else {
      bytes.deallocate()
    }
  }

  /// The memory, for writing by a producer that is its only holder.
  package var mutableBytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(mutating: bytes)
  }
}
