import Synchronization
import UserMediaCore

/// The one owner of a device within the program: every track of the device is fed from here.
///
/// The device is opened for the first track and closed with the last; while every track is disabled
/// it is given back as well (`CaptureSource+Standby.swift`). Opening, changing and closing run one
/// after another.
final class CaptureSource<Data: Sendable, Configuration: Hashable & Sendable>: CaptureSink {
  /// A device that is open, whichever its kind.
  struct Session: Sendable {
    var start: @Sendable (Configuration) async throws(CaptureError) -> Configuration
    var close: @Sendable () async -> Void
    /// Runs tasks where the device's data comes in.
    var executor: (any TaskExecutor)?
    /// Sets a camera's controls; see ``CameraSession/set(_:)``.
    var set: (@Sendable (CameraControlSettings) async -> CameraControlSettings)?
  }

  /// Opens the device for a source.
  typealias Open =
    @Sendable (CaptureSource) async throws(CaptureError) -> Session
  /// The configuration that serves all wishes, the running one where it does.
  typealias Merge = @Sendable (_ running: Configuration, _ wanted: [Configuration]) -> Configuration
  /// What stands in for the data of a device that runs so while it is given back.
  typealias StandInFor = @Sendable (Configuration) -> StandIn<Data>?

  /// One track of the device.
  struct Feed {
    let port: TrackPort<Data>
    /// Its place among the feeds: the oldest first.
    let number: Int
    var wanted: Configuration
    /// What was asked of a camera's controls, and when: the latest has the highest number.
    var controls: (wanted: CameraControlSettings, number: Int) = ([:], 0)
    var isEnabled: Bool
  }

  struct State {
    var feeds: [ObjectIdentifier: Feed] = [:] {
      didSet { fed = nil }
    }
    /// Where data goes, once it was looked up since the feeds changed: that for each frame would
    /// cost more than all else here.
    private var fed: [TrackPort<Data>]?
    /// The same, in no order.
    var ports: [TrackPort<Data>] { feeds.values.map(\.port) }
    var feedCount = 0
    var enabledCount = 0
    var session: Session?
    /// How the device runs, or ran when it was given back.
    var running: Configuration?
    /// How the device runs since it changed by itself, and was not started anew after that.
    var changed: Configuration?
    /// The device that it was moved to.
    var device: DeviceDescription?
    /// What the tracks together want of a camera's controls, and what these are.
    var wantedControls: CameraControlSettings = [:]
    var controls: CameraControlSettings = [:]
    var controlsCount = 0
    var isMuted = false
    /// Why the device gives nothing more, until it is closed.
    var ended: CaptureError?
    /// Feeds the tracks while the device is given back.
    var standIn: Task<Void, Never>?
    /// Gives the device back in a while.
    var release: Task<Void, Never>?

    /// The ports, as an array that is made once for all frames until the feeds change.
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

  /// A source of a device that nobody uses yet.
  init(
    open: @escaping Open, merge: @escaping Merge, standIn: @escaping StandInFor,
    timing: SourceTiming
  ) {
    self.open = open
    self.merge = merge
    self.standIn = standIn
    self.timing = timing
  }

  /// Starts feeding `port`, or feeds it in another way, opening the device or changing its mode
  /// where needed.
  ///
  /// Of a camera's controls, what was asked last for any track counts; it stays when that track
  /// stops, and until the last one does.
  /// - Returns: how the device really runs.
  func attach(
    _ port: TrackPort<Data>, wanting wanted: Configuration, controls: CameraControlSettings = [:]
  ) async throws(CaptureError) -> Configuration {
    let result = await operations.run { [self] () async -> Result<Configuration, CaptureError> in
      do throws(CaptureError) {
        let running = try await serve(wanted, at: port)
        let ended = state.withLock { state in
          // A device that went meanwhile has told its tracks; this one would never hear of it.
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

  /// Makes the device run so that `wanted` at `port` and every other track are served.
  private func serve(
    _ wanted: Configuration, at port: TrackPort<Data>
  ) async throws(CaptureError) -> Configuration {
    if state.withLock({ $0.ended != nil }) { await closeSession() }
    let (session, running, others, mayRest) = state.withLock { state in
      (
        state.session, state.running, state.wanted(except: port),
        state.standIn != nil && state.isIdle && state.feeds[ObjectIdentifier(port)] != nil
      )
    }
    let merged = running.map { others.isEmpty ? wanted : merge($0, others + [wanted]) } ?? wanted
    if mayRest {
      // The device is configured when it is taken again.
      await stopStandIn()
      state.withLock { $0.running = merged }
      startStandIn()
      return merged
    }
    guard let session, let running else { return try await acquire(merged, for: port) }
    if merged == running { return running }
    do throws(CaptureError) {
      return try await start(session, merged, for: port)
    } catch {
      await goOn(session, as: running)
      throw error
    }
  }

  /// Starts the device as it ran before, for the tracks that it fed; where that fails as well, they
  /// are over.
  private func goOn(_ session: Session, as running: Configuration) async {
    guard state.withLock({ !$0.feeds.isEmpty }) else { return }
    do throws(CaptureError) {
      _ = try await start(session, running, for: nil)
    } catch {
      captureEnded(error)
    }
  }

  /// Opens the device and starts it. Where that fails, tracks that waited for it wait on.
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

  /// Starts the device, and tells the tracks besides `port` when that changes how it runs.
  private func start(
    _ session: Session, _ configuration: Configuration, for port: TrackPort<Data>?
  ) async throws(CaptureError) -> Configuration {
    state.withLock { $0.changed = nil }
    return runs(as: try await session.start(configuration), except: port)
  }

  /// Notes how the device runs, and tells the tracks besides `port` when that is another way.
  /// - Returns: how it runs: what it told while it was started is newer.
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

  /// Changes the state and, where `change` says so, tells the tracks that were fed besides one: in
  /// the order of the changes, and once the state is unlocked.
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

  /// Runs tasks where the device's data comes in, while it is open.
  var executor: (any TaskExecutor)? { state.withLock { $0.session?.executor } }

  /// How the device runs; `nil` when nobody uses it.
  var running: Configuration? { state.withLock { $0.running } }

  /// The device that the source was moved to; `nil` when it was not.
  var device: DeviceDescription? { state.withLock { $0.device } }

  /// Whether the device gives no data for now.
  var isMuted: Bool { state.withLock { $0.isMuted } }
}

/// The source of a camera's tracks.
typealias CameraSource = CaptureSource<VideoFrame, VideoConfiguration>
/// The source of a microphone's tracks.
typealias MicrophoneSource = CaptureSource<AudioData, AudioConfiguration>
