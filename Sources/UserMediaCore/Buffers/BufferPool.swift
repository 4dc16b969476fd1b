import Synchronization

/// Memory for frames that do not lie in a driver's buffers: used again as soon as the last holder
/// lets go.
package final class BufferPool: Sendable {
  private let buffers = Mutex<[FrameBuffer]>([])
  private let capacity: Int

  /// A pool that keeps at most `capacity` buffers for use again; more than that are freed when they
  /// come back.
  package init(capacity: Int = 32) {
    self.capacity = capacity
  }

  /// A buffer of one region with at least `byteCount` bytes that nobody else holds.
  ///
  /// `prepare` is called once for each piece of memory that is new to the pool, for a producer that
  /// writes only part of the bytes each time.
  package func take(
    byteCount: Int, prepare: (UnsafeMutableRawBufferPointer) -> Void = { _ in }
  ) -> FrameBuffer {
    buffers.withLock { buffers in
      for index in buffers.indices where reclaimIfUnique(&buffers[index]) {
        if buffers[index].regions[0].bytes.count < byteCount {
          buffers[index] = Self.allocate(byteCount, prepare)
        }
        return buffers[index]
      }
      let buffer = Self.allocate(byteCount, prepare)
      if buffers.count < capacity { buffers.append(buffer) }
      return buffer
    }
  }

  private static func allocate(
    _ byteCount: Int, _ prepare: (UnsafeMutableRawBufferPointer) -> Void
  ) -> FrameBuffer {
    let region = MemoryRegion(allocating: byteCount)
    prepare(region.mutableBytes)
    return FrameBuffer(regions: [region])
  }
}
