import Glibc

/// One piece of memory and its only owner: freed or unmapped when the last reference is gone.
///
/// Unchecked, because a raw pointer is not Sendable: the address and size never change, and who may
/// write is settled by ``FrameBuffer``.
package final class MemoryRegion: @unchecked Sendable {
  /// The memory.
  package let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Allocates `byteCount` bytes, aligned for vector instructions.
  package init(allocating byteCount: Int) {
    bytes = UnsafeRawBufferPointer(
      UnsafeMutableRawBufferPointer.allocate(byteCount: max(byteCount, 1), alignment: 64))
    isMapped = false
  }

  /// Takes over memory that `mmap` returned.
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

  /// The memory, to be written by the producer that holds it alone.
  package var mutableBytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(mutating: bytes)
  }
}
