import Synchronization

/// Memory for frames that are not in a driver's buffers; reused as soon as its last holder releases
/// it.
package final class BufferPool: Sendable {
  private let buffers = Mutex<[FrameBuffer]>([])
  private let capacity: Int

  /// Creates a pool that keeps at most `capacity` buffers for reuse; surplus buffers are freed when
  /// they are returned.
  package init(capacity: Int = 32) {
    self.capacity = capacity
  }

  /// A buffer of one region with at least `byteCount` bytes and no other holder.
  ///
  /// `prepare` is called once for memory that is new to the pool, for a producer that later
  /// rewrites only part of it.
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
