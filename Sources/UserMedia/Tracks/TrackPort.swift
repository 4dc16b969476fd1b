import Synchronization
import UserMediaCore

/// Where a source hands one track its data: fans out to the track's consumers.
///
/// A source keeps the ports of its tracks and not the tracks themselves, so that a track that
/// nobody holds goes away and stops.
final class TrackPort<Data: Sendable>: Sendable {
  /// What a track makes of a piece of data.
  typealias Process = @Sendable (Data) -> Data?

  private struct State {
    var consumers: [FrameQueue<Data>] = []
    var process: Process?
    var isCounting = true
    var counts = TrackCounts()
    var isFinished = false
    /// The source whose data passes; that of any other is late.
    var source: ObjectIdentifier?
    /// The last frame that could not be decoded.
    var rejected: UInt64?
  }

  private let state = Mutex(State())
  private let events = Mailbox<SourceEvent>()
  private let stretch: (@Sendable (Data) -> AudioStretch)?

  /// A port without consumers; of sound, `stretch` measures each piece.
  init(stretch: (@Sendable (Data) -> AudioStretch)? = nil) {
    self.stretch = stretch
  }

  /// Sets the receiver of the source's events, and delivers those that it missed.
  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    events.open { [weak self] event in
      handler(event)
      // Last, so that a loop over the data that ends finds the track ended.
      if case .ended = event { self?.finish() }
    }
  }

  /// Adds an event of the source for ``deliverEvents()``, under the source's lock.
  func post(_ event: SourceEvent) { events.post(event) }

  /// Passes on the events that were posted; calls the receiver, so under no lock.
  func deliverEvents() { events.deliver() }

  /// Lets the data of one source pass, and no other's; of none where it is `nil`.
  func pass(from source: ObjectIdentifier?) {
    state.withLock { $0.source = source }
  }

  /// Adds a consumer; one that comes after the end is finished at once.
  func add(_ consumer: FrameQueue<Data>) {
    let isFinished = state.withLock { state in
      if !state.isFinished { state.consumers.append(consumer) }
      return state.isFinished
    }
    if isFinished { consumer.finish() }
  }

  /// Lets go of a consumer that wants no more.
  func remove(_ consumer: FrameQueue<Data>) {
    // The caller's reference keeps the consumer while the lock is held.
    state.withLock { $0.consumers.removeAll { $0 === consumer } }
    consumer.finish()
  }

  /// Sets what the track makes of each piece of data: the data itself, black or silence in its
  /// place, or `nil` where it is left out to hold the track's frame rate. What comes while the
  /// track is disabled is not counted (mediacapture-extensions, `MediaStreamTrack.stats`).
  func process(isCounting: Bool, _ process: Process?) {
    let old = state.withLock { state in
      state.isCounting = isCounting
      defer { state.process = process }
      return state.process
    }
    withExtendedLifetime(old) {}
  }

  /// Hands data to every consumer. Called on the driver's thread, by one caller at a time.
  func deliver(_ data: Data, from source: ObjectIdentifier? = nil) {
    let stretch = stretch?(data)
    // The consumers are a reference to the array as it is: no copy is made for a frame.
    let (process, consumers) = state.withLock { state in
      guard state.source == source else { return (nil, []) as (Process?, [FrameQueue<Data>]) }
      if state.process == nil, state.isCounting { state.counts.deliver(stretch) }
      return (state.process, state.consumers)
    }
    guard let process else {
      // By index, because an iterator would hold the consumers for each frame.
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

  /// Ends every consumer, now and later; `discarding` what still waits for them.
  func finish(discarding: Bool = false) {
    let consumers = state.withLock { state in
      state.isFinished = true
      defer { state.consumers = [] }
      return state.consumers
    }
    for consumer in consumers { consumer.finish(discarding: discarding) }
  }

  /// Counts data that nobody will see.
  func drop(_ reason: DropReason, _ count: Int) {
    state.withLock { state in
      if state.isCounting { state.counts.dropped[reason, default: 0] += count }
    }
  }

  /// Counts a frame that was delivered and turned out to be none, once for all consumers.
  func reject(_ sequence: UInt64) {
    state.withLock { state in
      guard state.isCounting, state.rejected != sequence else { return }
      state.rejected = sequence
      state.counts.delivered -= 1
      state.counts.dropped[.corrupt, default: 0] += 1
    }
  }

  /// What became of the data.
  var counts: TrackCounts { state.withLock { $0.counts } }

  /// Measures the latency anew.
  func resetLatency() {
    state.withLock { $0.counts.latency?.reset() }
  }
}

extension TrackPort<AudioData> {
  /// A port of sound.
  static func audio() -> TrackPort<AudioData> {
    TrackPort { data in
      AudioStretch(
        frames: data.numberOfFrames, sampleRate: data.sampleRate, timestamp: data.timestamp)
    }
  }
}

/// What happens to a source besides data.
enum SourceEvent: Sendable {
  /// It gives no data for now, or gives it again.
  case muted(Bool)
  /// It gives none any more.
  case ended(CaptureError)
  /// It runs in another way, because of another track.
  case reconfigured
}
