/// Who has each of a stream's buffers, by their index.
struct BufferHolders {
  /// Who has a buffer.
  enum Holder: Sendable {
    /// The driver, to write into it.
    case driver
    /// Somebody who reads a frame.
    case reader
    /// Nobody: the driver did not take it.
    case nobody
  }

  /// Buffers that can be used: more than any queue of the kernel's holds (videobuf2-core.h,
  /// `MAX_BUFFER_INDEX`).
  static let capacity = 1024

  private var holders: [Holder] = []
  /// How many the driver has; counted along, because it is looked at several times a frame.
  private(set) var queuedCount = 0

  subscript(index: Int) -> Holder {
    @inline(__always) get { index < holders.count ? holders[index] : .nobody }
    @inline(__always) set {
      while index >= holders.count { holders.append(.nobody) }
      if holders[index] == .driver { queuedCount -= 1 }
      if newValue == .driver { queuedCount += 1 }
      holders[index] = newValue
    }
  }

  /// The driver has none any more.
  mutating func driverStopped() {
    for index in holders.indices where holders[index] == .driver { holders[index] = .nobody }
    queuedCount = 0
  }
}
