import Synchronization

/// The memory of one frame at a time, shared by any number of holders.
///
/// The producer writes to a buffer only while it holds the sole reference
/// (``reclaimIfUnique(_:)``), so holders on other threads never see bytes change. Lending a frame
/// allocates nothing.
package final class FrameBuffer: Sendable {
  /// The memory: one region, or one per plane of a multi-planar driver.
  package let regions: [MemoryRegion]
  /// The driver's index of the buffer.
  package let index: Int
  fileprivate let conversions = Mutex<[Conversion]>([])

  /// Creates a buffer over existing memory.
  package init(regions: [MemoryRegion], index: Int = 0) {
    self.regions = regions
    self.index = index
  }

  /// The cached result of one kind of conversion. It persists across pictures, so that its lock and
  /// its entry are created only once.
  fileprivate final class Conversion: Sendable {
    let key: ConversionKey
    /// Held, so that no other layout can be allocated at its address.
    let source: VideoFrameLayout
    let frame = Mutex<VideoFrame?>(nil)

    init(key: ConversionKey, source: VideoFrameLayout) {
      self.key = key
      self.source = source
    }
  }

  /// Returns the frame that `make` produces for `key` from the picture described by `source`.
  /// `make` runs at most once per picture, unless it throws.
  ///
  /// Concurrent callers with the same key wait for the first one; others do not.
  package func converted<Failure: Error>(
    _ key: ConversionKey, of source: VideoFrameLayout, make: () throws(Failure) -> VideoFrame
  ) throws(Failure) -> VideoFrame {
    // An evicted entry is freed after the lock.
    let (conversion, _) = conversions.withLock { known -> (Conversion, Conversion?) in
      if let found = known.first(where: { $0.key == key && $0.source === source }) {
        return (found, nil)
      }
      let forgotten = known.count == ConversionKey.limit ? known.removeFirst() : nil
      let new = Conversion(key: key, source: source)
      known.append(new)
      return (new, forgotten)
    }
    return try conversion.frame.withLock { (frame: inout VideoFrame?) throws(Failure) in
      if let frame { return frame }
      let made = try make()
      frame = made
      return made
    }
  }
}

/// Makes a buffer writable if nothing else holds it, and discards the conversions of its picture.
/// For the producer, before it writes the next picture.
/// - Returns: whether the caller may write to it.
// Not a static method: looking up the class would add one more to the few calls made per frame.
package func reclaimIfUnique(_ buffer: inout FrameBuffer) -> Bool {
  guard isKnownUniquelyReferenced(&buffer) else { return false }
  buffer.conversions.withLock { known in
    for conversion in known { conversion.frame.withLock { $0 = nil } }
  }
  return true
}
