import Dispatch
import Synchronization
import UserMediaCore

/// An open source.
///
/// If the server or the processor is lost, the sink is muted, and the session starts a new stream
/// if the server is back in time (``lost(_:isServer:_:_:turn:)``).
final class PulseMicrophoneSession: MicrophoneSession {
  let connection: PulseConnection
  let grace: Duration
  let state: Mutex<State>

  struct State {
    var sink: (any AudioSink)?
    /// Passes events on to the sink during this turn.
    var queue: QueuedSink?
    /// The microphone's name; not the one that was opened if the stream was moved.
    var device: String
    /// Whether it is the server's default source.
    var isDefault: Bool
    /// Counts starts and stops, so that work begun before the latest one is undone.
    var turn = 0
    var run: Run?
    /// The turn's background work.
    var work: Task<Void, Never>?
    /// When streams were lost recently.
    var losses: [ContinuousClock.Instant] = []
    /// Whether the stream was restarted because no audio arrived, and none has arrived since.
    var isRestarted = false
  }

  /// What is open while recording.
  struct Run {
    var stream: RecordStream
    var processor: SoundProcessors.Lease?
  }

  /// - Parameter grace: how long the server may be unavailable.
  init(
    _ device: DeviceDescription, sink: any AudioSink, _ connection: PulseConnection, grace: Duration
  ) {
    self.connection = connection
    self.grace = grace
    state = Mutex(State(sink: sink, device: device.address, isDefault: device.isDefault))
  }

  deinit {
    // In another task, because closing waits for a running callback, and that may wait for a lock
    // that the releasing thread holds.
    let (run, work, queue) = state.withLock { ($0.run, $0.work, $0.queue) }
    queue?.close()
    work?.cancel()
    guard let run else { return }
    Task.detached { [connection] in await Self.end(run, connection) }
  }

  /// The microphone's name.
  var device: String { state.withLock { $0.device } }

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
    // Released here, with no lock held.
    _ = state.withLock { ($0.sink.take(), $0.queue.take()) }
  }

  /// Ends the current turn and its background work. Once this returns, the sink gets no more calls
  /// from earlier turns.
  private func nextTurn() async -> Int {
    let context = connection.context
    let (turn, run, work, queue) = state.withLock { state in
      state.turn += 1
      let queue = state.queue
      state.queue = state.sink.map { QueuedSink($0, context) }
      return (state.turn, state.run.take(), state.work.take(), queue)
    }
    queue?.close()
    work?.cancel()
    if let run { await Self.end(run, connection) }
    await work?.value
    if queue != nil { await context.finishSinkCall() }
    return turn
  }

  /// Runs background work for a turn, after the work started before it; the next turn cancels it
  /// and waits for it to end.
  func inBackground(turn: Int, _ body: @escaping @Sendable () async -> Void) {
    state.withLock { state in
      guard state.turn == turn else { return }
      let previous = state.work
      state.work = Task {
        await withTaskCancellationHandler {
          await previous?.value
        } onCancel: {
          previous?.cancel()
        }
        if !Task.isCancelled { await body() }
      }
    }
  }

  private static func end(_ run: Run, _ connection: PulseConnection) async {
    connection.context.locked { run.stream.close() }
    if let processor = run.processor { await connection.processors.release(processor) }
  }

  func begin(
    _ configuration: AudioConfiguration, turn: Int, resumesAt: Int64? = nil
  ) async throws(CaptureError) -> AudioConfiguration {
    let (device, isDefault) = state.withLock { ($0.device, $0.isDefault) }
    let (spec, fragmentSize) = try configuration.pulseAudio(device: device)
    let context = connection.context
    try await context.connect()
    var processor: SoundProcessors.Lease?
    if configuration.processing != .none {
      // PipeWire would silently use another source.
      _ = try await context.source(named: device)
      processor = try await connection.processors.acquire(configuration.processing, of: device) {
        [weak self] update in self?.deviceChanged(update, configuration, turn: turn)
      }
    }
    let run: Run? = state.withLock { state in
      guard let sink = state.queue, state.turn == turn else { return nil }
      let mayMove = configuration.mayMove && processor == nil
      let stream = RecordStream(
        device: device, source: processor?.source ?? device,
        routing: mayMove ? isDefault ? .followsDefault : .movable : .fixed,
        format: configuration.format, resumesAt: resumesAt, sink: sink,
        observer: observer(configuration, turn: turn))
      let run = Run(stream: stream, processor: processor)
      state.run = run
      return run
    }
    guard let run else {
      if let processor { await connection.processors.release(processor) }
      throw CaptureError(.aborted, device: device, "the session is stopped")
    }
    do {
      // A source may have to resume first; a Bluetooth one even changes its profile.
      try await context.wait(
        PulseWait(), for: "pa_stream_connect_record", device: device, timeoutFactor: 3
      ) { wait in
        run.stream.start(spec, fragmentSize: fragmentSize, on: context, wait)
      }
    } catch {
      await giveUp(run)
      throw error
    }
    if processor != nil { await connection.processors.reportDevices() }
    return context.locked {
      if run.stream.device != device { moved(run.stream, configuration, turn: turn) }
      return run.stream.actualConfiguration(for: configuration, fragmentSize: fragmentSize)
    }
  }

  private func observer(_ configuration: AudioConfiguration, turn: Int) -> RecordStream.Observer {
    RecordStream.Observer(
      lost: { [weak self] stream, isServer, error in
        self?.lost(stream, isServer: isServer, error, configuration, turn: turn)
      },
      silent: { [weak self] stream in self?.silent(stream, turn: turn) },
      moved: { [weak self] stream in self?.moved(stream, configuration, turn: turn) })
  }

  /// Ends a run, unless it is already being ended.
  func giveUp(_ run: Run) async {
    let isCurrent = state.withLock { state in
      guard state.run?.stream === run.stream else { return false }
      state.run = nil
      return true
    }
    if isCurrent { await Self.end(run, connection) }
  }
}
