import CV4L2
import Glibc
import Logging
import UserMediaCore

/// A camera's stream: its buffers, who holds each of them, and the frames delivered from them.
///
/// Unchecked, because its state has one user at a time instead of a lock: the session's queue until
/// ``CaptureThread/add(_:)``, the capture thread until it removes the stream or finds it stalled,
/// then the session's queue again. Each handover goes through the thread's lock or the queue. For
/// the same reason, the state that is used with every frame opts out of run-time exclusivity
/// checks, which took a seventh of the instructions per frame.
final class CaptureStream: @unchecked Sendable {
  let device: V4L2Device
  let type: V4L2BufferType
  let sink: any VideoSink
  /// Requests a repair of the stream on the session's queue.
  let requestRepair: @Sendable (CaptureStream, Repair) -> Void
  let logger: Logger
  let exchange: BufferExchange
  /// The driver's buffers, by index; they have no memory where libv4l2 converts.
  @exclusivity(unchecked) var buffers: [FrameBuffer] = []
  /// libv4l2's mapping of each converted buffer.
  @exclusivity(unchecked) var converted: [UnsafeRawBufferPointer] = []
  /// Who holds each of them.
  @exclusivity(unchecked) var holders = BufferHolders()
  /// The epoll events that the capture thread waits for.
  let events: UInt32
  /// Whether another program feeds the camera; then a missing frame is no failure.
  let isFedByProgram: Bool
  /// Whether frames may be lent in the driver's own memory.
  let lends: Bool
  /// How many buffers must stay queued, so that the driver never drops a frame for lack of one.
  let minimumQueued: Int
  /// The layout of the driver's buffers if each memory plane starts with its picture.
  let nativeLayout: VideoFrameLayout
  /// The layout of the driver's buffers.
  @exclusivity(unchecked) var layout: VideoFrameLayout
  /// Where the picture starts in each memory plane, in bytes; ``layout`` includes it.
  @exclusivity(unchecked) var dataOffsets: [Int]
  /// Memory for pictures that can't be lent.
  let pool = BufferPool()
  /// The layout of pictures in ``pool``'s memory.
  let copyLayout: VideoFrameLayout
  let frameDuration: Int64?
  @exclusivity(unchecked) var sequence = SequenceCounter()
  @exclusivity(unchecked) var timestamps = TimestampCheck()
  @exclusivity(unchecked) var watch: StallWatch
  @exclusivity(unchecked) var failedDequeues = 0
  /// When the driver last gave a damaged frame: microseconds of the monotonic clock.
  @exclusivity(unchecked) var latestDrop: Int64?
  /// The latest picture's size in bytes.
  @exclusivity(unchecked) var latestByteCount: Int?
  /// Consecutive frames that were copied.
  @exclusivity(unchecked) var copiesInARow = 0
  @exclusivity(unchecked) private var canGrow = true
  /// The new configuration, which the sink is told before the first frame; `nil` if it is
  /// unchanged.
  var news: VideoConfiguration?
  /// Whether the session removed the stream while it was being restarted.
  var isCancelled = false

  /// What the capture thread does with the stream next.
  enum Outcome {
    /// Keep streaming.
    case streaming
    /// Keep streaming; no buffer was ready.
    case idle
    /// Have it restarted on the session's queue.
    case stalled
    /// Have it replaced on the session's queue, because the picture size changed.
    case resized
  }

  /// How the session can repair a stream.
  enum Repair {
    /// Stop and start it, with ``restart()``.
    case restart
    /// Replace it with one in the mode that the camera supports now.
    case replace
  }

  /// How many buffers to request: Chromium's number, enough to lend two while two are being filled.
  static let defaultBufferCount = 4
  /// The largest number of buffers: 64 MB of 1080p in YUYV.
  static let mostBuffers = 16
  /// Consecutive copies after which more buffers are requested; a frame held briefly needs none.
  static let mostCopiesInARow = 8
  /// The fewest buffers that stay queued: one being filled, and the next.
  static let defaultMinimumQueued = 2

  /// Allocates buffers for the format that is set, and starts the driver.
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
    // Subscribes to no other event, so that none can wait unread in front of frames.
    events =
      EPOLLIN.rawValue | (device.subscribeToSourceChange() ? EPOLLPRI.rawValue : 0)
    copyLayout = layout.contiguous
    dataOffsets = [Int](repeating: 0, count: max(1, layout.requiredBytes.count))
    exchange = BufferExchange(device: device, type: type)
    minimumQueued = max(Self.defaultMinimumQueued, device.minimumBuffers)
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
      max(Self.defaultBufferCount, minimumQueued + 2), type: type)
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

  /// Requests more buffers after consumers held so many that frames had to be copied; on the
  /// capture thread. Never again once the driver has no more.
  func grow() {
    copiesInARow = 0
    let room = Self.mostBuffers - buffers.count
    guard canGrow, room > 0 else { return }
    let new = device.createBuffers(min(Self.defaultBufferCount, room), type: type)
    canGrow = !new.isEmpty && new.lowerBound == buffers.count
    do throws(CaptureError) {
      for index in new where canGrow { try map(index) }
    } catch {
      canGrow = false
      logger.debug("\(error)")
    }
  }

  /// Queues every free buffer, and starts the driver.
  private func start() throws(CaptureError) {
    for index in buffers.indices where holders[index] == .free {
      let code = enqueue(index)
      if code != 0 {
        throw device.failure("takes no buffers", .queue, code)
      }
    }
    try device.streamOn(type: type)
  }

  /// The memory of one plane of a buffer that the driver or libv4l2 writes to.
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

  /// As ``restart()``; but if another program feeds the camera and it can't start now, waits for
  /// it.
  func restartOrWait() throws(CaptureError) {
    do throws(CaptureError) {
      try restart()
    } catch {
      guard isFedByProgram, error.kind != .notFound else { throw error }
      logger.debug("\(error)")
      watch.restarted(now: MonotonicClock.tick)
    }
  }

  /// Continues a stream that this one replaces: its sequence numbers, timestamps and stall state;
  /// on the session's queue.
  func takeOver(from old: CaptureStream, running configuration: VideoConfiguration) {
    sequence = old.sequence
    timestamps = old.timestamps
    watch.takeOver(from: old.watch)
    news = configuration
  }

  /// Stops the driver and releases its buffers; on the session's queue.
  ///
  /// Frames still held keep their bytes, in memory of the program's own.
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
    // libv4l2 supports only a few open devices.
    if device.converts { device.close() }
  }
}
