import Synchronization

/// The memory of one frame at a time, lent to any number of holders.
///
/// The producer that keeps a buffer writes into it only when it holds the sole reference
/// (`isKnownUniquelyReferenced`), so holders on other threads never see bytes change, and lending a
/// frame allocates nothing.
package final class FrameBuffer: Sendable {
  /// The memory: one region, or one for each plane of a multi-planar driver.
  package let regions: [MemoryRegion]
  /// The driver's number for the buffer.
  package let index: Int
  private let conversions = Mutex<[Conversion]>([])

  /// A buffer over memory that is there already.
  package init(regions: [MemoryRegion], index: Int = 0) {
    self.regions = regions
    self.index = index
  }

  /// What a conversion of the frame was asked to give.
  package struct ConversionKey: Hashable, Sendable {
    package var pixelFormat: PixelFormat
    package var width: Int
    package var height: Int
    package var crop: VideoRect

    package init(pixelFormat: PixelFormat, width: Int, height: Int, crop: VideoRect) {
      self.pixelFormat = pixelFormat
      self.width = width
      self.height = height
      self.crop = crop
    }
  }

  private struct Conversion {
    var key: ConversionKey
    var frame: VideoFrame
  }

  /// The frame that `make` gave for `key`, made at most once for as long as the buffer holds the
  /// same picture.
  ///
  /// Holders that ask at the same time wait for the first one.
  package func converted<Failure: Error>(
    _ key: ConversionKey, make: () throws(Failure) -> VideoFrame
  ) throws(Failure) -> VideoFrame {
    try conversions.withLock { (known: inout [Conversion]) throws(Failure) -> VideoFrame in
      if let index = known.firstIndex(where: { $0.key == key }) { return known[index].frame }
      let frame = try make()
      known.append(Conversion(key: key, frame: frame))
      return frame
    }
  }

  /// Forgets what was derived from the last picture; for the producer, before it writes the next.
  package func recycle() {
    conversions.withLock { $0.removeAll(keepingCapacity: true) }
  }
}
