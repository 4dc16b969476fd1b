/// Who has each of a stream's buffers, by their index: a bit for each, because that is looked at
/// several times a frame.
struct BufferHolders {
  /// Who has a buffer.
  enum Holder {
    /// The driver, to write into it.
    case driver
    /// Somebody who reads a frame.
    case reader
    /// Nobody: the driver did not take it.
    case nobody
  }

  /// Buffers that can be used: twice what the kernel gives (videodev2.h, `VIDEO_MAX_FRAME`).
  static let capacity = UInt64.bitWidth

  private var driver: UInt64 = 0
  private var reader: UInt64 = 0

  subscript(index: Int) -> Holder {
    @inline(__always) get {
      let bit: UInt64 = 1 << index
      return driver & bit != 0 ? .driver : reader & bit != 0 ? .reader : .nobody
    }
    @inline(__always) set {
      let bit: UInt64 = 1 << index
      driver = newValue == .driver ? driver | bit : driver & ~bit
      reader = newValue == .reader ? reader | bit : reader & ~bit
    }
  }

  /// How many the driver has.
  var queuedCount: Int { driver.nonzeroBitCount }

  /// The driver has none any more.
  mutating func driverStopped() { driver = 0 }
}
