import Synchronization
import UserMediaCore

/// The single owner of a device within the program. It feeds every track of the device.
///
/// The device is opened for the first track and closed with the last. It is also released while
/// every track is disabled (`CaptureSource+Standby.swift`). Opening, reconfiguring and closing are
/// serialised.
final class CaptureSource<Data: Sendable, Configuration: Hashable & Sendable>: CaptureSink {
  /// An open device of either kind.
  struct Session: Sendable {
    var start: @Sendable (Configuration) async throws(CaptureError) -> Configuration
    var close: @Sendable () async -> Void
    /// Runs tasks on the thread that receives the device's data.
    var executor: (any TaskExecutor)?
    /// Sets a camera's controls; see ``CameraSession/set(_:)``.
    var set: (@Sendable (CameraControlSettings) async -> CameraControlSettings)?
  }

  /// Opens the device for a source.
  typealias Open =
    @Sendable (CaptureSource) async throws(CaptureError) -> Session
  /// A configuration that satisfies all tracks; the running one if it does.
  typealias Merge = @Sendable (_ running: Configuration, _ wanted: [Configuration]) -> Configuration
  /// The stand-in for a device released while running in this configuration.
  typealias StandInFor = @Sendable (Configuration) -> StandIn<Data>?

  /// One track of the device.
  struct Feed {
    let port: TrackPort<Data>
    /// The feed's sequence number; the oldest track has the lowest.
    let number: Int
    var wanted: Configuration
    /// The camera controls this track requested, and the request's sequence number; the latest is
    /// highest.
    var controls: (wanted: CameraControlSettings, number: Int) = ([:], 0)
    var isEnabled: Bool
  }

  struct State {
    var feeds: [ObjectIdentifier: Feed] = [:] {
      didSet { fed = nil }
    }
    /// The ports that receive data, cached until the feeds change: collecting them for each frame
    /// would cost more than everything else here.
    private var fed: [TrackPort<Data>]?
    /// The same ports, unordered.
    var ports: [TrackPort<Data>] { feeds.values.map(\.port) }
    var feedCount = 0
    var enabledCount = 0
    var session: Session?
    /// The device's running configuration, or the last one before it was released.
    var running: Configuration?
    /// The configuration since the device changed it on its own and was not restarted.
    var changed: Configuration?
    /// The device that the source was moved to.
    var device: DeviceDescription?
    /// The control values that all tracks together request, and the actual ones.
    var wantedControls: CameraControlSettings = [:]
    var controls: CameraControlSettings = [:]
    var controlsCount = 0
    var isMuted = false
    /// Why the device delivers no more data, until it is closed.
    var ended: CaptureError?
    /// Feeds the tracks while the device is released.
    var standIn: Task<Void, Never>?
    /// Releases the device after a delay.
    var release: Task<Void, Never>?

    /// The ports, in an array that is built once until the feeds change.
    mutating func fedPorts() -> [TrackPort<Data>] {
      if let fed { return fed }
      let ports = ports
      fed = ports
      return ports
    }
  }

  let state = Mutex(State())
  let operations = SerialOperations()
  let open: Open
  let merge: Merge
  let standIn: StandInFor
  let timing: SourceTiming

  /// Creates the source of a device that is not in use yet.
  init(
    open: @escaping Open, merge: @escaping Merge, standIn: @escaping StandInFor,
    timing: SourceTiming
  ) {
    self.open = open
    self.merge = merge
    self.standIn = standIn
    self.timing = timing
  }

  /// Starts feeding `port`, or changes its feed. Opens or reconfigures the device if needed.
  ///
  /// The latest camera control requested for any track wins. It stays in effect after that track
  /// stops, until the last track does.
  /// - Returns: the device's actual configuration.
  func attach(
    _ port: TrackPort<Data>, wanting wanted: Configuration, controls: CameraControlSettings = [:]
  ) async throws(CaptureError) -> Configuration {
    let result = await operations.run { [self] () async -> Result<Configuration, CaptureError> in
      do throws(CaptureError) {
        let running = try await serve(wanted, at: port)
        let ended = state.withLock { state in
          // A device that was lost meanwhile has notified its tracks, but would not notify this
          // one.
          if state.ended == nil { state.add(port, wanting: wanted) }
          return state.ended
        }
        if let ended { throw ended }
        feed(port)
        await set(controls, for: port)
        reconsider()
        return .success(running)
      } catch {
        await closeIfUnused()
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Configures the device to serve `wanted` at `port` and every other track.
  private func serve(
    _ wanted: Configuration, at port: TrackPort<Data>
  ) async throws(CaptureError) -> Configuration {
    if state.withLock({ $0.ended != nil }) { await closeSession() }
    let (session, running, others, canStayReleased) = state.withLock { state in
      (
        state.session, state.running, state.wanted(except: port),
        state.standIn != nil && state.isIdle && state.feeds[ObjectIdentifier(port)] != nil
      )
    }
    let merged = running.map { others.isEmpty ? wanted : merge($0, others + [wanted]) } ?? wanted
    if canStayReleased {
      // The device is configured when it is reopened.
      await stopStandIn()
      state.withLock { $0.changed = nil }
      runs(as: merged, except: port)
      startStandIn()
      return merged
    }
    guard let session, let running else { return try await acquire(merged, for: port) }
    if merged == running { return running }
    do throws(CaptureError) {
      return try await start(session, merged, for: port)
    } catch {
      await restart(session, as: running)
      throw error
    }
  }

  /// Restarts the device in its previous configuration for the tracks it fed. If that fails too,
  /// those tracks end.
  private func restart(_ session: Session, as running: Configuration) async {
    guard state.withLock({ !$0.feeds.isEmpty }) else { return }
    do throws(CaptureError) {
      _ = try await start(session, running, for: nil)
    } catch {
      captureEnded(error)
    }
  }

  /// Opens and starts the device. If that fails, tracks that waited for it keep waiting.
  func acquire(
    _ configuration: Configuration, for port: TrackPort<Data>? = nil
  ) async throws(CaptureError) -> Configuration {
    await stopStandIn()
    do throws(CaptureError) {
      let opened = try await open(self)
      state.withLock { $0.session = opened }
      await setControls()
      captureMuted(false)
      return try await start(opened, configuration, for: port)
    } catch {
      await state.withLock { $0.session.take() }?.close()
      if state.withLock({ !$0.feeds.isEmpty && $0.running != nil }) { startStandIn() }
      throw error
    }
  }

  /// Starts the device, and notifies the tracks other than `port` if its configuration changed.
  private func start(
    _ session: Session, _ configuration: Configuration, for port: TrackPort<Data>?
  ) async throws(CaptureError) -> Configuration {
    state.withLock { $0.changed = nil }
    return runs(as: try await session.start(configuration), except: port)
  }

  /// Records the device's configuration, and notifies the tracks other than `port` of a change.
  /// - Returns: the current configuration; one that the device reported while starting is newer.
  @discardableResult
  func runs(as started: Configuration, except port: TrackPort<Data>? = nil) -> Configuration {
    var given = started
    announce(.reconfigured, except: port) { state in
      given = state.changed ?? started
      defer { state.running = given }
      return state.running != given
    }
    return given
  }

  /// Changes the state. If `change` says so, notifies the tracks other than one: in the order of
  /// the changes, and after unlocking the state.
  func announce(
    _ event: SourceEvent, except port: TrackPort<Data>? = nil, _ change: (inout State) -> Bool
  ) {
    let ports = state.withLock { state in
      let ports = state.ports
      guard change(&state) else { return [] as [TrackPort<Data>] }
      for other in ports where other !== port { other.post(event) }
      return ports
    }
    for port in ports { port.deliverEvents() }
  }

  /// Runs tasks on the thread that receives the device's data, while the device is open.
  var executor: (any TaskExecutor)? { state.withLock { $0.session?.executor } }

  /// The device's configuration; `nil` if it is not in use.
  var running: Configuration? { state.withLock { $0.running } }

  /// The device that the source was moved to; `nil` if it was not moved.
  var device: DeviceDescription? { state.withLock { $0.device } }

  /// Whether the device currently delivers no data.
  var isMuted: Bool { state.withLock { $0.isMuted } }
}

/// The source of a camera's tracks.
typealias CameraSource = CaptureSource<VideoFrame, VideoConfiguration>
/// The source of a microphone's tracks.
typealias MicrophoneSource = CaptureSource<AudioData, AudioConfiguration>
