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
    var delivered = 0
    var discarded = 0
    var isFinished = false

    mutating func pass(_ data: Data) {
      delivered += 1
      for consumer in consumers { consumer.push(data) }
    }
  }

  private let state = Mutex(State())
  /// Told of what happens to the source: muted or not, ended.
  private let events: Mutex<(@Sendable (SourceEvent) -> Void)?> = Mutex(nil)

  /// Sets who is told of the source's events.
  func onEvent(_ handler: @escaping @Sendable (SourceEvent) -> Void) {
    events.withLock { $0 = handler }
  }

  /// Passes an event of the source on.
  func notify(_ event: SourceEvent) {
    events.withLock { $0 }?(event)
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

  /// Sets what the track makes of each piece of data: the data itself, black or silence in its place,
  /// or `nil` where it is left out to hold the track's frame rate.
  func process(_ process: (@Sendable (Data) -> Data?)?) {
    state.withLock { $0.process = process }
  }

  /// Hands data to every consumer. Called on the driver's thread.
  func deliver(_ data: Data) {
    state.withLock { state in
      guard let process = state.process else { return state.pass(data) }
      if let processed = process(data) { state.pass(processed) } else { state.discarded += 1 }
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

  /// Pieces of data that consumers got, or would have got.
  var delivered: Int { state.withLock { $0.delivered } }

  /// Pieces of data that were left out to hold the track's frame rate.
  var discarded: Int { state.withLock { $0.discarded } }
}

/// What happens to a source besides data.
enum SourceEvent: Sendable {
  /// It gives no data for now, or gives it again.
  case muted(Bool)
  /// It gives none any more.
  case ended(CaptureError)
}
