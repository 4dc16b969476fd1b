#if Screen
import Dispatch
import Logging
import Synchronization
import UserMediaCore

/// A surface that is open: each start makes a connection of its own, with which all that was asked
/// of the server ends.
final class ScreenSession: CameraSession {
  private let address: SurfaceAddress
  private let display: String?
  private let sink: any VideoSink
  private let logger: Logger
  private let queue: DispatchQueue
  private let stream = Mutex<SurfaceStream?>(nil)

  init(_ address: SurfaceAddress, display: String?, sink: any VideoSink, logger: Logger) {
    self.address = address
    self.display = display
    self.sink = sink
    self.logger = logger
    queue = DispatchQueue(label: "usermedia.x11.\(address.text)")
  }

  deinit {
    guard let stream = takeStream() else { return }
    queue.async { stream.stop() }
  }

  /// Starts delivering to the sink, or starts again in another way. The size is the surface's.
  /// - Returns: how the surface is really captured.
  /// - Throws: `notFound` when the display or the surface is gone, `unreadable` when its pixels
  ///   cannot be read.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
    await stop()
    let started = try await XConnection.connect(display, on: queue) {
      [self] connection throws(CaptureError) in
      let stream = try SurfaceStream(
        address, configuration, on: connection, sink: sink, queue: queue, logger: logger)
      let given = stream.configuration
      stream.begin()
      return (stream: stream, given: given)
    }
    stream.withLock { $0 = started.stream }
    return started.given
  }

  /// Stops delivering; when it returns, the sink hears nothing more.
  func stop() async {
    guard let stream = takeStream() else { return }
    await queue.run { stream.stop() }
  }

  /// The same: nothing is kept between starts.
  func close() async {
    await stop()
  }

  private func takeStream() -> SurfaceStream? {
    stream.withLock { $0.take() }
  }
}
#endif
