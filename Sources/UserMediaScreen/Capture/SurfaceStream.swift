#if Screen
import CXCB
import Dispatch
import Logging
import UserMediaCore

/// A surface while it is captured: asks the server for a picture at each beat of a timer, and lends
/// it when it is there. Where nothing was drawn and the cursor rests, the last picture is lent
/// again and the server is not asked for it.
///
/// Unchecked, because all of its state is used on its queue alone.
final class SurfaceStream: @unchecked Sendable {
  let connection: XConnection
  let sink: any VideoSink
  let logger: Logger
  private let queue: DispatchQueue
  private let timer: any DispatchSourceTimer
  private let reader: any DispatchSourceRead

  var target: SurfaceTarget
  var configuration: VideoConfiguration
  var layout: VideoFrameLayout
  var buffers: PictureBuffers
  let pool = BufferPool()
  var cursor: CursorTracker
  let damage: xcb_damage_damage_t?
  let frameDuration: Int64

  /// What the server was asked last and has not answered yet.
  var request = Request.none
  var cursorRequest: UInt32?
  /// Whether something was drawn since the last picture was asked for.
  var isDamaged = true
  /// Whether pictures come in shared memory rather than as answers.
  var sharesMemory: Bool
  var lastFrame: VideoFrame?
  /// When the last beat was that something was asked for.
  var beat: Int64 = 0
  var timestamp = Int64.min
  var sequence: UInt64 = 0
  private var isStalled = false
  /// Since when no picture could be had, although the server answers; `nil` while they can.
  private var failingSince: Int64?
  private var isMuted = false
  private var isOver = false

  /// What the server has to answer before the next beat.
  enum Request {
    case none
    /// Where the cursor is.
    case pointer(UInt32)
    /// A picture in shared memory, or as an answer, in this layout.
    case picture(UInt32, FrameBuffer, VideoFrameLayout)
    case sentPicture(UInt32, VideoFrameLayout)
  }

  /// Microseconds without an answer after which the server counts as stuck.
  private static let stallLimit: Int64 = 1_000_000

  /// Microseconds for which pictures may fail, one after another, before the capture ends.
  private static let failureLimit: Int64 = 10_000_000

  /// Prepares to capture a surface; on `queue`.
  init(
    _ address: SurfaceAddress, _ wanted: VideoConfiguration, on connection: XConnection,
    sink: any VideoSink, queue: DispatchQueue, logger: Logger
  ) throws(CaptureError) {
    let target = try SurfaceTarget(address, on: connection)
    let rate = ScreenDriver.rate(nearestTo: wanted.frameRate)
    configuration = VideoConfiguration(
      pixelFormat: target.pixelFormat, width: target.area.width, height: target.area.height,
      frameRate: rate,
      cursor: connection.extensions.firstFixesEvent == nil ? .never : wanted.cursor ?? .always)
    self.target = target
    self.connection = connection
    self.sink = sink
    self.queue = queue
    self.logger = logger
    layout = try Self.layout(of: target, connection)
    buffers = PictureBuffers(byteCount: target.byteCount)
    cursor = CursorTracker(configuration.cursor ?? .never)
    damage = connection.watchDamage(of: target.window)
    sharesMemory = connection.extensions.hasSharedMemory
    frameDuration = rate.frameDuration
    timer = DispatchSource.makeTimerSource(flags: .strict, queue: queue)
    reader = DispatchSource.makeReadSource(fileDescriptor: connection.descriptor, queue: queue)
  }

  /// Begins to deliver; on the queue.
  func begin() {
    if cursor.constraint != .never {
      connection.watchCursor()
      cursorRequest = connection.requestCursor()
    }
    // The descriptor is the connection's, which therefore outlives the source.
    reader.setCancelHandler { [connection] in withExtendedLifetime(connection) {} }
    reader.setEventHandler { [weak self] in self?.connection.use { self?.read() } }
    timer.setEventHandler { [weak self] in self?.connection.use { self?.tick() } }
    timer.schedule(
      deadline: .now(), repeating: .nanoseconds(configuration.frameInterval),
      leeway: .nanoseconds(0))
    reader.activate()
    timer.activate()
    updateMuted()
    read()
  }

  /// Ends; on the queue. The sink hears nothing more.
  func stop() {
    guard !isOver else { return }
    isOver = true
    timer.cancel()
    reader.cancel()
    lastFrame = nil
    request = .none
  }

  func end(_ error: CaptureError) {
    guard !isOver else { return }
    stop()
    sink.captureEnded(error)
  }

  private func tick() {
    guard !isOver else { return }
    let missed = Int(timer.data) - 1
    if missed > 0, !isMuted { sink.captureDropped(.sequenceGap, count: missed) }
    let now = MonotonicClock.now
    guard target.isVisible else { return }
    guard case .none = request else {
      if !isMuted { sink.captureDropped(.sequenceGap, count: 1) }
      if now - beat > Self.stallLimit, !isStalled {
        isStalled = true
        updateMuted()
      }
      return
    }
    beat = now
    if cursor.constraint == .never {
      requestPicture()
    } else {
      request = .pointer(connection.requestPointer(in: target.window))
    }
    read()
  }

  /// Takes all that the server has said, and asks on.
  func read() {
    guard !isOver else { return }
    do throws(CaptureError) {
      // Answers can bring events with them, and events lead to requests.
      var goesOn = true
      while goesOn {
        while let event = connection.nextEvent() { try handle(event) }
        goesOn = try advance()
      }
      if let failure = connection.failure { throw failure }
      connection.flush()
    } catch {
      end(error)
    }
  }

  /// Tells the sink when pictures stay away, and when they come again.
  func updateMuted() {
    let muted = !target.isVisible || isStalled
    guard muted != isMuted else { return }
    isMuted = muted
    sink.captureMuted(muted)
  }

  /// A picture has come.
  func succeeded() {
    request = .none
    failingSince = nil
    guard isStalled else { return }
    isStalled = false
    updateMuted()
  }

  /// A picture could not be had. One can be because the surface changes, which an event tells; where
  /// none can be had for a while, tracks are muted, and in the end that is what ended them.
  func failed(_ cause: SystemCause, as reason: DropReason) throws(CaptureError) {
    request = .none
    isDamaged = true
    logger.debug("\(connection.name) \(target.address.text): \(cause)")
    sink.captureDropped(reason, count: 1)
    let start = failingSince ?? beat
    failingSince = start
    guard beat - start <= Self.failureLimit else {
      throw CaptureError(
        .unreadable, device: "\(connection.name) \(target.address.text)", "gives no pictures",
        cause: cause)
    }
    if beat - start > Self.stallLimit, !isStalled {
      isStalled = true
      updateMuted()
    }
  }

  /// How pictures of a surface lie in memory.
  static func layout(
    of target: SurfaceTarget, _ connection: XConnection
  ) throws(CaptureError) -> VideoFrameLayout {
    let layout = VideoFrameLayout(
      pixelFormat: target.pixelFormat, width: target.area.width, height: target.area.height,
      bytesPerLine: target.bytesPerLine,
      colorSpace: VideoColorSpace(
        primaries: .bt709, transfer: .sRGB, matrix: .rgb, fullRange: true))
    guard let layout else {
      throw CaptureError(
        .unreadable, device: "\(connection.name) \(target.address.text)", "has no size")
    }
    return layout
  }
}

extension VideoConfiguration {
  /// Nanoseconds from one frame to the next.
  fileprivate var frameInterval: Int {
    frameRate.map { Int(UInt64($0.denominator) * 1_000_000_000 / UInt64($0.numerator)) } ?? 0
  }
}
#endif
