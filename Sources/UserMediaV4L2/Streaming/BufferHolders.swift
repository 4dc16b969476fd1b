/// Where each of a stream's buffers is, by index.
struct BufferHolders {
  /// Where a buffer is.
  enum Holder: Sendable {
    /// Queued: the driver writes into it.
    case driver
    /// Lent as a frame.
    case reader
    /// Free: the driver refused it, or stopped.
    case free
  }

  /// Buffers that can be used: more than any queue of the kernel's holds (videobuf2-core.h,
  /// `MAX_BUFFER_INDEX`).
  static let capacity = 1024

  private var holders: [Holder] = []
  /// How many the driver has; kept up to date, because it is read several times a frame.
  private(set) var queuedCount = 0

  subscript(index: Int) -> Holder {
    @inline(__always) get { index < holders.count ? holders[index] : .free }
    @inline(__always) set {
      while index >= holders.count { holders.append(.free) }
      if holders[index] == .driver { queuedCount -= 1 }
      if newValue == .driver { queuedCount += 1 }
      holders[index] = newValue
    }
  }

  /// The driver has returned all its buffers.
  mutating func driverStopped() {
    for index in holders.indices where holders[index] == .driver { holders[index] = .free }
    queuedCount = 0
  }
}
