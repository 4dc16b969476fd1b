import Synchronization
import UserMediaCore

/// Where a source hands one track its data: fans out to the track's consumers.
///
/// A source keeps the ports of its tracks and not the tracks themselves, so that a track that
/// nobody holds goes away and stops.
final class TrackPort<Data: Sendable>: Sendable {
  private struct State {
    var consumers: [FrameQueue<Data>] = []
    var process: (@Sendable (Data) -> Data?)?
    var isCounting = true
    var counts = TrackCounts()
    var isFinished = false

    mutating func pass(_ data: Data, _ stretch: AudioStretch?) {
      if isCounting { counts.deliver(stretch) }
      // By index, because an iterator would hold the consumers for each frame.
      for index in consumers.indices { consumers[index].push(data) }
    }
  }

  private struct Events {
    var handler: (@Sendable (SourceEvent) -> Void)?
    /// What happened before there was a handler.
    var early: [SourceEvent] = []
  }

  private let state = Mutex(State())
  private let events = Mutex(Events())
  private let stretch: (@Sendable (Data) -> AudioStretch)?

  /// A port without consumers; of sound, `stretch` measures each piece.
  init(stretch: (@Sendable (Data) -> AudioStretch)? = nil) {
    self.stretch = stretch
  }

  /// Sets who is told of the source's events; at once of those that it missed.
  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    events.withLock { events in
      events.handler = handler
      for event in events.early { handler(event) }
      events.early = []
    }
  }

  /// Passes an event of the source on: within the lock, so that one that comes at the same time as
  /// the handler does not overtake those that it missed.
  func notify(_ event: SourceEvent) {
    events.withLock { events in
      if let handler = events.handler { handler(event) } else { events.early.append(event) }
    }
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
    state.withLock { $0.consumers.removeAll { $0 === consumer } }
    consumer.finish()
  }

  /// Sets what the track makes of each piece of data: the data itself, black or silence in its
  /// place, or `nil` where it is left out to hold the track's frame rate. What comes while the
  /// track is disabled is not counted (mediacapture-extensions, `MediaStreamTrack.stats`).
  func process(isCounting: Bool, _ process: (@Sendable (Data) -> Data?)?) {
    state.withLock { state in
      state.isCounting = isCounting
      state.process = process
    }
  }

  /// Hands data to every consumer. Called on the driver's thread.
  func deliver(_ data: Data) {
    let stretch = stretch?(data)
    state.withLock { state in
      guard let process = state.process else { return state.pass(data, stretch) }
      if let processed = process(data) {
        state.pass(processed, stretch)
      } else if state.isCounting {
        state.counts.discarded += 1
      }
    }
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
