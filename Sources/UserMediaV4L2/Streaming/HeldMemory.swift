import CV4L2
import Glibc
import UserMediaCore

extension MemoryRegion {
  /// Replaces a mapping of the driver's memory with a copy at the same address, so that frames stay
  /// readable after the driver has its memory and its device back.
  ///
  /// The kernel swaps the pages under one lock, so a reader on another thread sees either the old
  /// or the new ones (mremap(2), `MREMAP_FIXED`). The driver can't write meanwhile, because the
  /// buffer isn't queued.
  /// - Returns: 0, or the errno; then the driver's mapping is still in place.
  func detachFromDriver() -> Int32 {
    let copy = mmap(
      nil, bytes.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let copy, copy != MAP_FAILED else { return errno }
    UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: bytes)
    guard usermedia_mremap_over(copy, bytes.count, mutableBytes.baseAddress) != MAP_FAILED else {
      let code = errno
      munmap(copy, bytes.count)
      return code
    }
    return 0
  }
}
