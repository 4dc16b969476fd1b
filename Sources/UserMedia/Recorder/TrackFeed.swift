import Dispatch
import Synchronization
import UserMediaCore
import UserMediaRecording

/// Takes one track's data to an encoder, and its chunks to the writer.
protocol TrackFeed: AnyObject, Sendable {
  /// The number of pictures encoded.
  var encoded: Int { get }
  /// The number of pictures dropped because the machine or the output was too slow.
  var dropped: Int { get }
  /// Called several times per second: fills in for a track that is muted, and ends with it.
  func tick()
  /// Takes no more data, encodes what is waiting, and tells the writer that the track has ended, all
  /// as part of `group`.
  func finish(_ group: DispatchGroup)
}

/// What feeds of all kinds need.
struct FeedContext: Sendable {
  let track: MediaStreamTrack
  /// The track's index in the container.
  let index: Int
  let clock: RecordingClock
  let writer: RecordingWriter
  /// Called if encoding fails.
  let failed: @Sendable (DOMException) -> Void

  func emit(_ chunk: EncodedChunk) { writer.add(chunk, track: index) }
}

/// A track's data, passed to a handler on a queue of its own.
///
/// Unlike a ``FrameSubscription``, it can end without losing what is waiting.
final class FeedQueue<Element: Sendable>: Sendable {
  private struct State {
    var consumer: TrackConsumer<Element>?
    var handler: (@Sendable (Element) -> Void)?
    /// One work item for all data, so that none of it allocates.
    var item: DispatchWorkItem?
  }

  private let state = Mutex(State())
  let queue: DispatchQueue

  init(label: String) {
    queue = DispatchQueue(label: label, qos: .userInitiated)
  }

  /// Starts taking data.
  func start(
    _ port: TrackPort<Element>?, _ buffering: FrameBuffering,
    size: @escaping @Sendable (Element) -> Int, handler: @escaping @Sendable (Element) -> Void
  ) {
    state.withLock { state in
      state.handler = handler
      state.item = DispatchWorkItem { [weak self] in self?.drain() }
    }
    let consumer = TrackConsumer(port: port, buffering: buffering, size: size) { [weak self] in
      self?.schedule()
    }
    state.withLock { $0.consumer = consumer }
    schedule()
  }

  private func schedule() {
    let item = state.withLock { $0.item }
    if let item { queue.async(execute: item) }
  }

  /// Calls the handler with all that is waiting; on ``queue``.
  func drain() {
    let (consumer, handler) = state.withLock { ($0.consumer, $0.handler) }
    guard let consumer, let handler else { return }
    while let element = consumer.queue.poll() { handler(element) }
  }

  /// Takes no more data; what is waiting remains for ``drain()``.
  func stop() { state.withLock { $0.consumer }?.cancel() }

  /// Releases the handler, which may hold this object; on ``queue``.
  func release() {
    let old = state.withLock { state in (state.handler.take(), state.item.take()) }
    withExtendedLifetime(old) {}
  }

  /// The number of elements that the queue dropped.
  var dropped: Int { state.withLock { $0.consumer }?.queue.dropped ?? 0 }
}
