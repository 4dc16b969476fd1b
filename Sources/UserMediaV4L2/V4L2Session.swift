import Dispatch
import Logging
import Synchronization
import UserMediaCore

/// An open V4L2 camera.
///
/// Slow driver calls run on the session's own queue, one after another.
final class V4L2Session: CameraSession {
  private let device: V4L2Device
  private let type: V4L2BufferType
  private let isFedByProgram: Bool
  private let sink: any VideoSink
  private let thread: CaptureThread
  private let logger: Logger
  private let queue: DispatchQueue
  private let stream = Mutex<CaptureStream?>(nil)
  private let controls: CameraControls

  /// Takes over a device that was opened on `queue`.
  init(
    device: V4L2Device, type: V4L2BufferType, isFedByProgram: Bool, controls: ControlPanel,
    sink: any VideoSink, thread: CaptureThread, queue: DispatchQueue, logger: Logger
  ) {
    self.device = device
    self.type = type
    self.isFedByProgram = isFedByProgram
    self.controls = CameraControls(controls)
    self.sink = sink
    self.thread = thread
    self.queue = queue
    self.logger = logger
  }

  deinit {
    // Doesn't wait: the last reference can be released on the capture thread itself.
    let (device, stream, thread, queue) = (device, takeStream(), thread, queue)
    let controls = controls
    Task {
      if let stream { await thread.remove(stream) }
      queue.async {
        stream?.release()
        controls.putBack()
        device.close()
      }
    }
  }

  /// Starts delivering frames to the sink, or restarts in another mode.
  /// - Returns: the configuration that the driver actually set.
  /// - Throws: `busy` if another program streams from the camera, `unsupported` if it has no such
  ///   format, `notFound` if it is gone or the session was closed.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
    await stop()
    return try await queue.run { [self] () throws(CaptureError) in try begin(configuration) }
  }

  /// Stops delivering. Once this returns, the sink isn't called any more and other programs can
  /// configure the camera.
  func stop() async {
    guard let stream = takeStream() else { return }
    await thread.remove(stream)
    await queue.run { stream.release() }
  }

  /// The executor that runs tasks on the capture thread.
  var executor: (any TaskExecutor)? { thread }

  /// Sets controls; see ``CameraSession/set(_:)``.
  func set(_ settings: CameraControlSettings) async -> CameraControlSettings {
    await queue.run { [self] in controls.set(settings) }
  }

  /// Stops, restores the controls and closes the camera.
  func close() async {
    await stop()
    await queue.run { [self] in
      controls.putBack()
      device.close()
    }
  }

  private func takeStream() -> CaptureStream? {
    stream.withLock { $0.take() }
  }

  private func begin(
    _ requested: VideoConfiguration, inPlaceOf old: CaptureStream? = nil
  ) throws(CaptureError) -> VideoConfiguration {
    let fourCC = device.formats(type: type).first {
      NativeFormat(fourCC: $0)?.pixelFormat == requested.pixelFormat
    }
    if needsConversion(requested, native: fourCC) {
      return try run(
        V4L2Device(converting: device), .singlePlanar, requested,
        fourCC: requested.pixelFormat.rawValue,
        inPlaceOf: old)
    }
    guard let fourCC else {
      // An unplugged camera lists no formats: report that error instead.
      _ = try device.capabilities()
      throw CaptureError(
        .unsupported, device: device.path, "has no format \(requested.pixelFormat)")
    }
    return try run(device, type, requested, fourCC: fourCC, inPlaceOf: old)
  }

  /// Whether the driver has this mode only in a format that libv4l2 must convert.
  private func needsConversion(_ requested: VideoConfiguration, native: UInt32?) -> Bool {
    guard requested.pixelFormat == .i420, type == .singlePlanar else { return false }
    let (width, height) = (requested.width, requested.height)
    if let native, device.takes(fourCC: native, width: width, height: height, type: type) {
      return false
    }
    return FormatConverter(device)?.source(width: width, height: height) != nil
  }

  private func run(
    _ device: V4L2Device, _ type: V4L2BufferType, _ requested: VideoConfiguration, fourCC: UInt32,
    inPlaceOf old: CaptureStream?
  ) throws(CaptureError) -> VideoConfiguration {
    let answer = try device.setFormat(
      fourCC: fourCC, width: requested.width, height: requested.height, type: type)
    guard let layout = StreamFormat(answer, type: type)?.layout else {
      throw CaptureError(.unreadable, device: device.path, "set a format that cannot be read")
    }
    let rate = device.setFrameRate(requested.frameRate, type: type)
    let stream = try CaptureStream(
      device: device, type: type, layout: layout, frameDuration: rate?.frameDuration,
      isFedByProgram: isFedByProgram, sink: sink, logger: logger, requestRepair: repair(requested))
    let actual = VideoConfiguration(
      pixelFormat: layout.pixelFormat, width: layout.width, height: layout.height, frameRate: rate)
    if let old { stream.takeOver(from: old, running: actual) }
    // Registered before it delivers frames, so that stopping the session stops it.
    let isWanted = self.stream.withLock { current in
      guard current === old else { return false }
      current = stream
      return true
    }
    do throws(CaptureError) {
      guard isWanted else {
        throw CaptureError(.aborted, device: device.path, "the session is stopped")
      }
      try thread.add(stream)
    } catch {
      self.stream.withLock { if $0 === stream { $0 = old } }
      stream.release()
      throw error
    }
    return actual
  }

  private func repair(
    _ requested: VideoConfiguration
  ) -> @Sendable (CaptureStream, CaptureStream.Repair) -> Void {
    { [weak self, queue, thread] stream, repair in
      queue.async { [weak self] in
        do throws(CaptureError) {
          switch repair {
          case .restart:
            try stream.restartOrWait()
            try thread.add(stream)
          case .replace: try self?.replace(stream, requested)
          }
        } catch {
          thread.end(stream, error)
        }
      }
    }
  }

  /// Restarts in the mode nearest to the requested one, after the camera changed its picture size.
  /// The sink is notified before the next frame.
  private func replace(_ old: CaptureStream, _ requested: VideoConfiguration) throws(CaptureError) {
    guard stream.withLock({ $0 === old }) else { return }
    old.release()
    device.followSource()
    do throws(CaptureError) {
      _ = try begin(requested, inPlaceOf: old)
    } catch {
      // A session stopped meanwhile reports nothing.
      if stream.withLock({ $0 === old }) { throw error }
    }
  }
}
