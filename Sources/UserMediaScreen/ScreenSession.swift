#if Screen
import Dispatch
import Logging
import Synchronization
import UserMediaCore

/// An open surface. Each start makes its own connection; closing that releases everything on the
/// server.
final class ScreenSession: CameraSession {
  private let address: SurfaceAddress
  private let connector: XConnector
  private let sink: any VideoSink
  private let logger: Logger
  private let queue: DispatchQueue
  private let stream = Mutex<SurfaceStream?>(nil)

  init(_ address: SurfaceAddress, connector: XConnector, sink: any VideoSink, logger: Logger) {
    self.address = address
    self.connector = connector
    self.sink = sink
    self.logger = logger
    queue = DispatchQueue(label: "usermedia.x11.\(address.text)")
  }

  deinit {
    guard let stream = takeStream() else { return }
    queue.async { stream.stop() }
  }

  /// Starts delivering to the sink, or restarts with another configuration. The size is always the
  /// surface's.
  /// - Returns: the configuration in use.
  /// - Throws: `notFound` when the display or the surface is gone, `unreadable` when the server does
  ///   not respond or the pixel layout is not supported.
  func start(_ configuration: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
    await stop()
    let started = try await connector.connect(on: queue) {
      [self] connection throws(CaptureError) in
      let stream = try SurfaceStream(
        address, configuration, on: connection, sink: sink, queue: queue, logger: logger)
      let given = stream.configuration
      stream.begin()
      return (stream: stream, given: given)
    }
    stream.withLock { $0 = started.stream }  // `stop()` left none to be released under the lock.
    return started.given
  }

  /// Stops delivering; when it returns, the sink hears nothing more.
  func stop() async {
    guard let stream = takeStream() else { return }
    await queue.run { stream.stop() }
  }

  /// As ``stop()``: nothing is kept between starts.
  func close() async {
    await stop()
  }

  private func takeStream() -> SurfaceStream? {
    stream.withLock { $0.take() }
  }
}
#endif
