import CV4L2
import Glibc
import Logging
import UserMediaCore

/// A camera while it streams: its buffers, who has each of them, and what is delivered from them.
///
/// Unchecked, because its state has one user at a time instead of a lock: the session's queue until
/// ``CaptureThread/add(_:)``, the capture thread until it removed the stream or found it stalled,
/// then the session's queue again. Each hand-over goes through the thread's own lock or the queue.
/// For the same reason the runtime does not look whether two accesses overlap where that would be
/// done for each frame, which took a seventh of the instructions of a frame's way.
final class CaptureStream: @unchecked Sendable {
  let device: V4L2Device
  let type: V4L2BufferType
  let sink: any VideoSink
  /// Has something done for the stream on the session's queue.
  let requestRepair: @Sendable (CaptureStream, Repair) -> Void
  let logger: Logger
  let exchange: BufferExchange
  /// The driver's buffers, by their index; without memory where libv4l2 converts.
  @exclusivity(unchecked) var buffers: [FrameBuffer] = []
  /// Where libv4l2 puts what it made of each buffer.
  @exclusivity(unchecked) var converted: [UnsafeRawBufferPointer] = []
  /// Who has each of them.
  @exclusivity(unchecked) var holders = BufferHolders()
  /// What the capture thread waits for.
  let events: UInt32
  /// Whether frames come from another program, for which to wait.
  let isFedByProgram: Bool
  /// Whether frames may lie in the driver's own memory.
  let lends: Bool
  /// How many the driver must keep, so that it never drops a frame for want of one.
  let minimumQueued: Int
  /// How pictures lie in the driver's buffers when each memory plane begins with its picture.
  let nativeLayout: VideoFrameLayout
  /// How pictures lie in the driver's buffers.
  @exclusivity(unchecked) var layout: VideoFrameLayout
  /// Where each memory plane's picture begins, as ``layout`` has it.
  @exclusivity(unchecked) var dataOffsets: [Int]
  /// Memory for pictures that cannot be lent.
  let pool = BufferPool()
  /// How pictures lie in that memory.
  let copyLayout: VideoFrameLayout
  let frameDuration: Int64?
  @exclusivity(unchecked) var sequence = SequenceCounter()
  @exclusivity(unchecked) var timestamps = TimestampCheck()
  @exclusivity(unchecked) var watch: StallWatch
  @exclusivity(unchecked) var failedDequeues = 0
  /// Bytes of the latest picture.
  @exclusivity(unchecked) var latestByteCount: Int?
  /// Frames that were copied one after another.
  @exclusivity(unchecked) var copiesInARow = 0
  @exclusivity(unchecked) private var canGrow = true
  /// What the sink is to hear before the first frame: that the camera now runs in another way.
  var news: VideoConfiguration?
  /// Whether the session gave the stream up while it was being restarted.
  var isCancelled = false

  /// What the capture thread is to do with the stream.
  enum Outcome {
    /// Go on.
    case streaming
    /// Go on; the driver had no buffer to take.
    case idle
    /// Have it stopped and started on the session's queue.
    case stalled
    /// Have it replaced on the session's queue: the camera's pictures have another size.
    case resized
  }

  /// What the session can do for a stream.
  enum Repair {
    /// Stop it and start it, ``restart()``.
    case restart
    /// Put one in its place in the mode that the camera can now have.
    case replace
  }

  /// Buffers to ask for: Chromium's number, enough to lend two while two are being filled.
  static let usualBufferCount = 4
  /// Buffers to have at most: of 1080p in YUYV, 64 MB.
  static let mostBuffers = 16
  /// Frames to copy before more buffers are asked for: a hold that is short needs none.
  static let mostCopiesInARow = 8
  /// The fewest that the driver keeps: one that it fills, one to go on with.
  static let usualMinimumQueued = 2

  /// Gets buffers for a format that is set, and starts the driver.
  init(
    device: V4L2Device, type: V4L2BufferType, layout: VideoFrameLayout, frameDuration: Int64?,
    isFedByProgram: Bool = false, sink: any VideoSink, logger: Logger,
    requestRepair: @escaping @Sendable (CaptureStream, Repair) -> Void
  ) throws(CaptureError) {
    self.device = device
    self.type = type
    self.sink = sink
    self.logger = logger
    self.requestRepair = requestRepair
    nativeLayout = layout
    self.layout = layout
    self.frameDuration = frameDuration
    self.isFedByProgram = isFedByProgram
    lends = !isFedByProgram && !device.converts
    // Nothing else is told through events, so that none is left in the way of frames.
    events =
      EPOLLIN.rawValue | (device.subscribeToSourceChange() ? EPOLLPRI.rawValue : 0)
    copyLayout = layout.contiguous
    dataOffsets = [Int](repeating: 0, count: max(1, layout.requiredBytes.count))
    exchange = BufferExchange(device: device, type: type)
    minimumQueued = max(Self.usualMinimumQueued, device.minimumBuffers)
    watch = StallWatch(
      now: MonotonicClock.tick, frameDuration: frameDuration, isPatient: isFedByProgram)
    do throws(CaptureError) {
      try allocate()
      try start()
    } catch {
      release()
      throw error
    }
  }

  private func allocate() throws(CaptureError) {
    let count = try device.requestBuffers(
      max(Self.usualBufferCount, minimumQueued + 2), type: type)
    guard count > 0 else {
      throw CaptureError(.unreadable, device: device.path, "has no buffers")
    }
    for index in 0..<min(count, BufferHolders.capacity) { try map(index) }
  }

  /// Maps one more of the driver's buffers.
  private func map(_ index: Int) throws(CaptureError) {
    let memory = try exchange.memory(index: index)
    guard memory.count >= dataOffsets.count,
      zip(memory, nativeLayout.requiredBytes).allSatisfy({ $0.byteCount >= $1 })
    else {
      throw CaptureError(.unreadable, device: device.path, "has buffers that hold no picture")
    }
    var regions: [MemoryRegion] = []
    if device.converts {
      converted.append(try device.mapConverted(memory[0].byteCount, offset: memory[0].offset))
    } else {
      for (byteCount, offset) in memory {
        regions.append(try device.map(byteCount: byteCount, offset: offset))
      }
    }
    buffers.append(FrameBuffer(regions: regions, index: index))
  }

  /// Gets more buffers of the driver's when readers have held so many for a while that frames had
  /// to be copied; on the capture thread. A driver that has no more is not asked again.
  func grow() {
    copiesInARow = 0
    let room = Self.mostBuffers - buffers.count
    guard canGrow, room > 0 else { return }
    let new = device.createBuffers(min(Self.usualBufferCount, room), type: type)
    canGrow = !new.isEmpty && new.lowerBound == buffers.count
    do throws(CaptureError) {
      for index in new where canGrow { try map(index) }
    } catch {
      canGrow = false
      logger.debug("\(error)")
    }
  }

  /// Gives the driver every free buffer, and starts it.
  private func start() throws(CaptureError) {
    for index in buffers.indices where holders[index] == .free {
      let code = enqueue(index)
      if code != 0 {
        throw device.failure("takes no buffers", .queue, code)
      }
    }
    try device.streamOn(type: type)
  }

  /// The memory of one plane of a buffer, as far as the driver or libv4l2 can write.
  func memory(_ index: Int, plane: Int) -> UnsafeRawBufferPointer {
    device.converts ? converted[index] : buffers[index].regions[plane].bytes
  }

  /// Stops the driver and starts it again; on the session's queue.
  func restart() throws(CaptureError) {
    try device.streamOff(type: type)
    holders.driverStopped()
    reclaim()
    try start()
    watch.restarted(now: MonotonicClock.tick)
  }

  /// As ``restart()``; where another program feeds the camera, one that cannot be started now is
  /// waited for.
  func restartOrWait() throws(CaptureError) {
    do throws(CaptureError) {
      try restart()
    } catch {
      guard isFedByProgram, error.kind != .notFound else { throw error }
      logger.debug("\(error)")
      watch.restarted(now: MonotonicClock.tick)
    }
  }

  /// Takes over from a stream that this one replaces: numbers and times go on, and who was told
  /// that there are no frames hears of the next one; on the session's queue.
  func takeOver(from old: CaptureStream, running configuration: VideoConfiguration) {
    sequence = old.sequence
    timestamps = old.timestamps
    watch.takeOver(from: old.watch)
    news = configuration
  }

  /// Stops the driver and gives its buffers back; on the session's queue.
  ///
  /// Frames that are held keep their bytes, in memory of the program's own.
  func release() {
    do throws(CaptureError) { try device.streamOff(type: type) } catch {
      logger.debug("\(error)")
    }
    for index in buffers.indices where !isKnownUniquelyReferenced(&buffers[index]) {
      for region in buffers[index].regions {
        let code = region.detachFromDriver()
        if code != 0 {
          let failure = device.failure("stays open while a frame is held", "mremap", code)
          logger.warning("\(failure)")
        }
      }
    }
    buffers = []
    holders = BufferHolders()
    for memory in converted { device.unmapConverted(memory) }
    converted = []
    do throws(CaptureError) { try device.requestBuffers(0, type: type) } catch {
      logger.debug("\(error)")
    }
    // libv4l2 has only few places.
    if device.converts { device.close() }
  }
}
