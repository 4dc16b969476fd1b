import CV4L2
import Glibc
import UserMediaCore

extension MemoryRegion {
  /// Puts memory of the program's own, with the same bytes, in the place of a mapping of the
  /// driver's, so that holders read on while the driver gets its memory and its device back.
  ///
  /// The kernel exchanges the pages under one lock, so a reader on another thread sees either the
  /// old or the new ones (mremap(2), `MREMAP_FIXED`). The driver must not write meanwhile: the
  /// buffer is not queued.
  /// - Returns: 0, or the error number; then the driver's mapping is still there.
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
