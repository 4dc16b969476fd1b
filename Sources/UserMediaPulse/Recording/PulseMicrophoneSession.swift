import Dispatch
import Synchronization
import UserMediaCore

/// A source that is open.
///
/// When its server is lost, or only what processes its sound, the sink hears that there is no sound,
/// and the session begins anew if the server is back in time.
final class PulseMicrophoneSession: MicrophoneSession {
  private let device: String
  private let connection: PulseConnection
  private let grace: Duration
  private let state: Mutex<State>

  private struct State {
    var sink: (any AudioSink)?
    /// Counts starts and stops, so that what was begun before the latest of them is undone.
    var turn = 0
    var run: Run?
    var recovery: Task<Void, Never>?
  }

  /// What is open while it records.
  private struct Run {
    var stream: RecordStream
    var processor: SoundProcessors.Lease?
  }

  /// - Parameter grace: how long the server may be away.
  init(
    _ device: String, sink: any AudioSink, _ connection: PulseConnection, grace: Duration
  ) {
    self.device = device
    self.connection = connection
    self.grace = grace
    state = Mutex(State(sink: sink))
  }

  deinit {
    // Elsewhere, because closing waits for a callback that runs, and that one may wait for what the
    // dropper of the session holds.
    let (run, recovery) = state.withLock { ($0.run, $0.recovery) }
    recovery?.cancel()
    guard let run else { return }
    Task.detached { [connection] in await Self.end(run, connection) }
  }

  var executor: (any TaskExecutor)? { connection.context.executor }

  func start(_ configuration: AudioConfiguration) async throws(CaptureError) -> AudioConfiguration {
    _ = try configuration.pulseAudio(device: device)
    let turn = await nextTurn()
    return try await begin(configuration, turn: turn)
  }

  func stop() async {
    _ = await nextTurn()
  }

  func close() async {
    await stop()
    state.withLock { $0.sink = nil }
  }

  /// Ends what runs.
  private func nextTurn() async -> Int {
    let (turn, run) = state.withLock { state in
      state.turn += 1
      state.recovery.take()?.cancel()
      return (state.turn, state.run.take())
    }
    if let run { await Self.end(run, connection) }
    return turn
  }

  private static func end(_ run: Run, _ connection: PulseConnection) async {
    connection.context.locked { run.stream.close() }
    if let processor = run.processor { await connection.processors.release(processor) }
  }

  private func begin(
    _ configuration: AudioConfiguration, turn: Int, resumesAt: Int64? = nil
  ) async throws(CaptureError) -> AudioConfiguration {
    let (spec, fragmentSize) = try configuration.pulseAudio(device: device)
    let context = connection.context
    try await context.connect()
    var processor: SoundProcessors.Lease?
    if configuration.processing != .none {
      // PipeWire would take another one in its place.
      try await context.checkSource(named: device)
      processor = try await connection.processors.acquire(configuration.processing, of: device) {
        [weak self] state in self?.deviceChanged(state, turn: turn)
      }
    }
    let run: Run? = state.withLock { state in
      guard let sink = state.sink, state.turn == turn else { return nil }
      let stream = RecordStream(
        device: device, source: processor?.source ?? device, format: configuration.format,
        resumesAt: resumesAt, sink: sink, executor: context.executor
      ) { [weak self] stream, isServer, error in
        self?.lost(stream, isServer: isServer, error, configuration, turn: turn)
      }
      let run = Run(stream: stream, processor: processor)
      state.run = run
      return run
    }
    guard let run else {
      if let processor { await connection.processors.release(processor) }
      throw CaptureError(.aborted, device: device, "the session is stopped")
    }
    do {
      // A source may have to wake up; a Bluetooth one even changes its profile.
      try await context.wait(
        PulseWait(), for: "pa_stream_connect_record", device: device, patience: 3
      ) { wait in
        run.stream.start(spec, fragmentSize: fragmentSize, on: context, wait)
      }
    } catch {
      await giveUp(run)
      throw error
    }
    if processor != nil { await connection.processors.tellOfDevices() }
    return context.locked { run.stream.given(of: configuration, fragmentSize: fragmentSize) }
  }

  /// Ends a run, unless somebody else does.
  private func giveUp(_ run: Run) async {
    let isCurrent = state.withLock { state in
      guard state.run?.stream === run.stream else { return false }
      state.run = nil
      return true
    }
    if isCurrent { await Self.end(run, connection) }
  }
}

// MARK: - When the server, or what processes the sound, is lost

extension PulseMicrophoneSession {
  /// Called with the context's lock held.
  private func lost(
    _ stream: RecordStream, isServer: Bool, _ error: CaptureError,
    _ configuration: AudioConfiguration, turn: Int
  ) {
    let resumesAt = stream.delivery.earliestTimestamp
    let sink: (any AudioSink)? = state.withLock { state in
      guard state.turn == turn, let run = state.run, run.stream === stream else { return nil }
      state.recovery = Task { [weak self, connection, device, grace] in
        let deadline = ContinuousClock.now + grace
        if !isServer, let processor = run.processor {
          await connection.processors.discard(processor)
        }
        await self?.giveUp(run)
        // What processed the sound went with the device, or with the loudspeaker alone.
        let isGone = isServer ? false : await connection.context.lacksSource(named: device)
        let isBack =
          isGone
          ? false
          : await connection.retry(until: deadline) { () throws(CaptureError) in
            guard let self else { throw error }
            _ = try await self.begin(configuration, turn: turn, resumesAt: resumesAt)
          }
        if !isBack { self?.staysLost(error, turn: turn) }
      }
      return state.sink
    }
    if !stream.isMuted { sink?.captureMuted(true) }
  }

  /// Hears of the device behind what processes its sound.
  private func deviceChanged(_ new: SoundProcessors.DeviceState, turn: Int) {
    guard let stream = state.withLock({ $0.turn == turn ? $0.run?.stream : nil }) else { return }
    connection.context.locked { stream.deviceChanged(new) }
  }

  private func staysLost(_ error: CaptureError, turn: Int) {
    let sink = state.withLock { state in
      guard state.turn == turn else { return nil as (any AudioSink)? }
      return state.sink
    }
    sink?.captureEnded(error)
  }
}
