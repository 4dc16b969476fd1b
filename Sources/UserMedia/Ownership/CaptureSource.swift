import Synchronization
import UserMediaCore

/// The one owner of a device within the program: every track of the device is fed from here.
///
/// The device is opened for the first track and closed with the last. Opening, changing and closing
/// run one after another.
final class CaptureSource<Data: Sendable, Configuration: Hashable & Sendable>: CaptureSink {
  /// A device that is open, whichever its kind.
  struct Session: Sendable {
    var start: @Sendable (Configuration) async throws(CaptureError) -> Configuration
    var close: @Sendable () async -> Void
  }

  /// Opens the device for a source.
  typealias Open =
    @Sendable (CaptureSource) async throws(CaptureError) -> Session
  /// The configuration that serves all wishes, the running one where it does.
  typealias Merge = @Sendable (_ running: Configuration, _ wanted: [Configuration]) -> Configuration

  private struct State {
    var ports: [(port: TrackPort<Data>, wanted: Configuration)] = []
    var session: Session?
    var running: Configuration?
    var isMuted = false
    var hasEnded = false
    var dropped: [DropReason: Int] = [:]
  }

  private let state = Mutex(State())
  private let operations = SerialOperations()
  private let open: Open
  private let merge: Merge

  /// A source of a device that nobody uses yet.
  init(open: @escaping Open, merge: @escaping Merge) {
    self.open = open
    self.merge = merge
  }

  /// Starts feeding `port`, or feeds it in another way, opening the device or changing its mode
  /// where needed.
  /// - Returns: how the device really runs.
  func attach(
    _ port: TrackPort<Data>, wanting wanted: Configuration
  ) async throws(CaptureError) -> Configuration {
    let result = await operations.run { [self] () async -> Result<Configuration, CaptureError> in
      do throws(CaptureError) {
        let running = try await serve(wanted, at: port)
        state.withLock { state in
          state.ports.removeAll { $0.port === port }
          state.ports.append((port, wanted))
        }
        return .success(running)
      } catch {
        await closeIfUnused()
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Stops feeding `port`, and finishes it at once; the device is closed when it was the last one.
  func detach(_ port: TrackPort<Data>) {
    forget(port)
    port.finish(discarding: true)
  }

  /// Stops feeding `port`, which another source feeds from now on.
  func forget(_ port: TrackPort<Data>) {
    state.withLock { $0.ports.removeAll { $0.port === port } }
    operations.enqueue { [self] in await closeIfUnused() }
  }

  /// Makes the device run so that `wanted` at `port` and every other track are served.
  private func serve(
    _ wanted: Configuration, at port: TrackPort<Data>
  ) async throws(CaptureError) -> Configuration {
    if state.withLock({ $0.hasEnded }) { await closeSession() }
    let (session, running, others) = state.withLock {
      ($0.session, $0.running, $0.ports.filter { $0.port !== port }.map(\.wanted))
    }
    if let session, let running {
      let merged = others.isEmpty ? wanted : merge(running, others + [wanted])
      if merged == running { return running }
      do throws(CaptureError) {
        return try await start(session, merged)
      } catch {
        // The tracks that were served before go on as they were.
        if !others.isEmpty { _ = try await start(session, running) }
        throw error
      }
    }
    let opened = try await open(self)
    state.withLock {
      $0.session = opened
      $0.isMuted = false
    }
    return try await start(opened, wanted)
  }

  private func start(
    _ session: Session, _ configuration: Configuration
  ) async throws(CaptureError) -> Configuration {
    let given = try await session.start(configuration)
    state.withLock { $0.running = given }
    return given
  }

  private func closeIfUnused() async {
    if state.withLock({ $0.ports.isEmpty }) { await closeSession() }
  }

  private func closeSession() async {
    let session = state.withLock { state in
      state.running = nil
      state.hasEnded = false
      return state.session.take()
    }
    await session?.close()
  }

  /// Feeds `port` as well as `other`, with the same wishes; finishes it when `other` is fed no more.
  func share(_ port: TrackPort<Data>, like other: TrackPort<Data>) {
    let isShared = state.withLock { state in
      guard let wanted = state.ports.first(where: { $0.port === other })?.wanted else {
        return false
      }
      state.ports.append((port, wanted))
      return true
    }
    if !isShared { port.finish() }
  }

  /// Whether the device gives no data for now.
  var isMuted: Bool { state.withLock { $0.isMuted } }

  /// Data of the device that nobody saw, by reason.
  var dropped: [DropReason: Int] { state.withLock { $0.dropped } }

  /// Hands data to every track. Called on the driver's thread.
  private func deliver(_ data: Data) {
    state.withLock { state in
      for (port, _) in state.ports { port.deliver(data) }
    }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    state.withLock { $0.dropped[reason, default: 0] += count }
  }

  func captureMuted(_ muted: Bool) {
    let ports = state.withLock { state in
      state.isMuted = muted
      return state.ports
    }
    for (port, _) in ports { port.notify(.muted(muted)) }
  }

  func captureEnded(_ error: CaptureError) {
    let ports = state.withLock { state in
      state.hasEnded = true
      defer { state.ports = [] }
      return state.ports
    }
    for (port, _) in ports {
      port.finish()
      port.notify(.ended(error))
    }
    operations.enqueue { [self] in await closeIfUnused() }
  }
}

/// The source of a camera's tracks.
typealias CameraSource = CaptureSource<VideoFrame, VideoConfiguration>
/// The source of a microphone's tracks.
typealias MicrophoneSource = CaptureSource<AudioData, AudioConfiguration>

extension CaptureSource: VideoSink where Data == VideoFrame, Configuration == VideoConfiguration {
  func capture(_ frame: VideoFrame) { deliver(frame) }
}

extension CaptureSource: AudioSink where Data == AudioData, Configuration == AudioConfiguration {
  func capture(_ data: AudioData) { deliver(data) }
}
