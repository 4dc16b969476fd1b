/// Tracks who holds each of a stream's buffers, by index.
struct BufferHolders {
  /// Who holds a buffer.
  enum Holder: Sendable {
    /// The driver: it is queued, and the driver writes into it.
    case driver
    /// A consumer: it is lent as a frame.
    case reader
    /// Not held: the driver refused it, or stopped.
    case free
  }

  /// The largest number of buffers supported; above any kernel queue's limit (videobuf2-core.h,
  /// `MAX_BUFFER_INDEX`).
  static let capacity = 1024

  private var holders: [Holder] = []
  /// How many are queued; cached, because it is read several times per frame.
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
