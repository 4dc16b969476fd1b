import Synchronization

/// The memory of one frame at a time, lent to any number of holders.
///
/// The producer that keeps a buffer writes into it only when it holds the sole reference
/// (``reclaimIfUnique(_:)``), so holders on other threads never see bytes change, and lending a frame
/// allocates nothing.
package final class FrameBuffer: Sendable {
  /// The memory: one region, or one for each plane of a multi-planar driver.
  package let regions: [MemoryRegion]
  /// The driver's number for the buffer.
  package let index: Int
  fileprivate let conversions = Mutex<[Conversion]>([])

  /// A buffer over memory that is there already.
  package init(regions: [MemoryRegion], index: Int = 0) {
    self.regions = regions
    self.index = index
  }

  /// What was derived from the picture in one way, kept from picture to picture so that its lock
  /// and its entry are made once.
  fileprivate final class Conversion: Sendable {
    let key: ConversionKey
    /// Held, so that no other layout can come to lie at its address.
    let source: VideoFrameLayout
    let frame = Mutex<VideoFrame?>(nil)

    init(key: ConversionKey, source: VideoFrameLayout) {
      self.key = key
      self.source = source
    }
  }

  /// The frame that `make` gave for `key` from the picture that `source` describes, made at most
  /// once for as long as the buffer holds the same picture.
  ///
  /// Holders that ask for the same at the same time wait for the first one; others do not.
  package func converted<Failure: Error>(
    _ key: ConversionKey, of source: VideoFrameLayout, make: () throws(Failure) -> VideoFrame
  ) throws(Failure) -> VideoFrame {
    // What is forgotten is freed after the lock.
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

/// Takes a buffer back when nobody else holds it, and forgets what was derived from its picture; for
/// the producer, before it writes the next.
/// - Returns: whether it may write.
// No static method: looking up the class for its call would be one more of the few calls that a frame
// makes.
package func reclaimIfUnique(_ buffer: inout FrameBuffer) -> Bool {
  guard isKnownUniquelyReferenced(&buffer) else { return false }
  buffer.conversions.withLock { known in
    for conversion in known { conversion.frame.withLock { $0 = nil } }
  }
  return true
}
