import Synchronization
import UserMediaCore

/// The point where a source delivers a track's data; fans out to the track's consumers.
///
/// A source holds its tracks' ports but not the tracks, so an unreferenced track is released and
/// stops.
final class TrackPort<Data: Sendable>: Sendable {
  /// Transforms a piece of data for a track.
  typealias Process = @Sendable (Data) -> Data?

  private struct State {
    var consumers: [FrameQueue<Data>] = []
    var process: Process?
    var isCounting = true
    var counts = TrackCounts()
    var isFinished = false
    /// The source whose data passes; data from any other is stale.
    var source: ObjectIdentifier?
    /// Frames that could not be decoded.
    var rejected = RecentNumbers()
  }

  private let state = Mutex(State())
  private let events = Mailbox<SourceEvent>()
  private let stretch: (@Sendable (Data) -> AudioStretch)?

  /// Creates a port without consumers; `stretch` measures each piece of audio.
  init(stretch: (@Sendable (Data) -> AudioStretch)? = nil) {
    self.stretch = stretch
  }

  /// Sets the receiver of the source's events, and delivers those it missed.
  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    events.open { [weak self] event in
      handler(event)
      // Last, so that a consumer that sees the end of the data finds the track ended.
      if case .ended = event { self?.finish() }
    }
  }

  /// Adds an event of the source for ``deliverEvents()``; called under the source's lock.
  func post(_ event: SourceEvent) { events.post(event) }

  /// Delivers the posted events. Calls the receiver, so never under a lock.
  func deliverEvents() { events.deliver() }

  /// Lets only one source's data pass; `nil` lets none pass.
  func pass(from source: ObjectIdentifier?) {
    state.withLock { $0.source = source }
  }

  /// Adds a consumer; if the port has ended, the consumer is finished immediately.
  func add(_ consumer: FrameQueue<Data>) {
    let isFinished = state.withLock { state in
      if !state.isFinished { state.consumers.append(consumer) }
      return state.isFinished
    }
    if isFinished { consumer.finish() }
  }

  /// Removes a consumer.
  func remove(_ consumer: FrameQueue<Data>) {
    // The caller's reference keeps the consumer alive while the lock is held.
    state.withLock { $0.consumers.removeAll { $0 === consumer } }
    consumer.finish()
  }

  /// Sets the transformation of each piece of data: to the data itself, to black or silence, or to
  /// `nil` if it is dropped to keep the track's frame rate. Data that arrives while the track is
  /// disabled is not counted (mediacapture-extensions, `MediaStreamTrack.stats`).
  func process(isCounting: Bool, _ process: Process?) {
    let old = state.withLock { state in
      state.isCounting = isCounting
      defer { state.process = process }
      return state.process
    }
    withExtendedLifetime(old) {}
  }

  /// Delivers data to every consumer. Called on the driver's thread, by one caller at a time.
  func deliver(_ data: Data, from source: ObjectIdentifier? = nil) {
    let stretch = stretch?(data)
    // This references the existing array, so no frame copies it.
    let (process, consumers) = state.withLock { state in
      guard state.source == source else { return (nil, []) as (Process?, [FrameQueue<Data>]) }
      if state.process == nil, state.isCounting { state.counts.deliver(stretch) }
      return (state.process, state.consumers)
    }
    guard let process else {
      // By index, because an iterator would retain the consumers for each frame.
      for index in consumers.indices { consumers[index].push(data) }
      return
    }
    let processed = process(data)
    state.withLock { state in
      guard state.isCounting else { return }
      if processed == nil { state.counts.discarded += 1 } else { state.counts.deliver(stretch) }
    }
    guard let processed else { return }
    for index in consumers.indices { consumers[index].push(processed) }
  }

  /// Ends all current and future consumers; `discarding` also drops their queued data.
  func finish(discarding: Bool = false) {
    let consumers = state.withLock { state in
      state.isFinished = true
      defer { state.consumers = [] }
      return state.consumers
    }
    for consumer in consumers { consumer.finish(discarding: discarding) }
  }

  /// Counts data that will reach no consumer.
  func drop(_ reason: DropReason, _ count: Int) {
    state.withLock { state in
      if state.isCounting { state.counts.dropped[reason, default: 0] += count }
    }
  }

  /// Counts a delivered frame that turned out to be undecodable, once for all consumers.
  func reject(_ sequence: UInt64) {
    state.withLock { state in
      guard state.isCounting, state.rejected.insert(sequence) else { return }
      state.counts.delivered -= 1
      state.counts.dropped[.corrupt, default: 0] += 1
    }
  }

  /// The counts of the data.
  var counts: TrackCounts { state.withLock { $0.counts } }

  /// Restarts the latency statistics.
  func resetLatency() {
    state.withLock { $0.counts.latency?.reset() }
  }
}

extension TrackPort<AudioData> {
  /// Creates a port for audio.
  static func audio() -> TrackPort<AudioData> {
    TrackPort { data in
      AudioStretch(
        frames: data.numberOfFrames, sampleRate: data.sampleRate, timestamp: data.timestamp)
    }
  }
}

/// An event of a source, other than data.
enum SourceEvent: Sendable {
  /// It temporarily delivers no data, or delivers it again.
  case muted(Bool)
  /// It has ended.
  case ended(CaptureError)
  /// Its configuration changed because of another track.
  case reconfigured
}
