#if Screen
import CXCB
import Dispatch
import Logging
import UserMediaCore

/// A capture in progress: requests a picture at each tick of a timer and lends it when it arrives.
/// While nothing is drawn and the cursor rests, the last picture is lent again without asking the
/// server.
///
/// Unchecked, because its state is used on its queue only.
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

  /// The request that the server has not answered yet.
  var request = Request.none
  var cursorRequest: UInt32?
  /// Whether something was drawn since the last picture was requested.
  var isDamaged = true
  /// Whether pictures arrive in shared memory rather than in replies.
  var sharesMemory: Bool
  var lastFrame: VideoFrame?
  /// When a request was last made on a tick.
  var beat: Int64 = 0
  var timestamp = Int64.min
  var sequence: UInt64 = 0
  private var isStalled = false
  /// Since when pictures have failed although the server responds; `nil` while they succeed.
  private var failingSince: Int64?
  private var isMuted = false
  private var isOver = false

  /// What the server must answer before the next request.
  enum Request {
    case none
    /// The pointer's position.
    case pointer(UInt32)
    /// A picture in shared memory, and its layout.
    case picture(UInt32, FrameBuffer, VideoFrameLayout)
    /// A picture in the reply, and its layout.
    case sentPicture(UInt32, VideoFrameLayout)
  }

  /// Microseconds without a reply after which the capture is muted.
  private static let stallLimit: Int64 = 1_000_000

  /// Microseconds of consecutive failures after which the capture ends.
  private static let failureLimit: Int64 = 10_000_000

  /// Prepares to capture a surface. Called on `queue`, as are all other methods.
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

  /// Starts delivering.
  func begin() {
    if cursor.constraint != .never {
      connection.watchCursor()
      cursorRequest = connection.requestCursor()
    }
    // The connection owns the descriptor and must outlive the source.
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

  /// Stops delivering; the sink is not called after this returns.
  func stop() {
    guard !isOver else { return }
    isOver = true
    timer.cancel()
    reader.cancel()
    lastFrame = nil
    request = .none
  }

  private func end(_ error: CaptureError) {
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

  /// Handles everything that the server has sent, and makes the requests that follow from it.
  private func read() {
    guard !isOver else { return }
    do throws(CaptureError) {
      // Events can arrive with replies, and lead to requests.
      repeat {
        while let event = connection.nextEvent() { try handle(event) }
      } while try advance()
      if let failure = connection.failure { throw failure }
      connection.flush()
    } catch {
      end(error)
    }
  }

  /// Notifies the sink when pictures stop arriving and when they resume.
  func updateMuted() {
    let muted = !target.isVisible || isStalled
    guard muted != isMuted else { return }
    isMuted = muted
    sink.captureMuted(muted)
  }

  /// Ends a stall or a series of failures: there is a picture to deliver. Also one that is lent
  /// again, because after a stall nothing may have changed.
  func pictureArrived() {
    failingSince = nil
    guard isStalled else { return }
    isStalled = false
    updateMuted()
  }

  /// Handles the failure of a picture. A single one can be due to a change of the surface, which an
  /// event then reports; consecutive ones first mute the capture and in the end stop it.
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

  /// The layout of a surface's pictures.
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
