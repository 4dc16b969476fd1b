import UserMediaCore

/// The data of one track, as it comes (mediacapture-transform, `MediaStreamTrackProcessor`).
///
/// Each iterator has a queue of its own and hears of the device only while it is held.
public struct TrackSequence<Element: Sendable>: AsyncSequence, Sendable {
  /// Iterating never throws: an ended track ends the sequence.
  public typealias Failure = Never

  let track: MediaStreamTrack
  let port: TrackPort<Element>?
  let buffering: FrameBuffering
  let size: @Sendable (Element) -> Int
  let shape: @Sendable (MediaStreamTrack, Element) -> Element?

  /// Starts listening to the track.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      track: track, consumer: TrackConsumer(port: port, buffering: buffering, size: size),
      shape: shape)
  }

  /// Takes one element after another from the track.
  public struct Iterator: AsyncIteratorProtocol {
    // Specialized, because generic code looks its types up anew in each call: a third of all that
    // runs for a frame.
    let track: MediaStreamTrack
    let consumer: TrackConsumer<Element>
    let shape: @Sendable (MediaStreamTrack, Element) -> Element?

    /// The next element; `nil` once the track has ended or the task is cancelled.
    #if compiler(>=6.3)
    @specialized(where Element == VideoFrame)
    @specialized(where Element == AudioData)
    #endif
    public mutating func next() async -> Element? {
      await next(isolation: #isolation)
    }

    /// As ``next()``, wherever the caller is isolated.
    #if compiler(>=6.3)
    @specialized(where Element == VideoFrame)
    @specialized(where Element == AudioData)
    #endif
    public mutating func next(isolation actor: isolated (any Actor)?) async -> Element? {
      while let element = await consumer.queue.next() {
        if let shaped = shape(track, element) { return shaped }
      }
      return nil
    }

    /// Elements that were lost because the loop was slower than the track.
    public var dropped: Int { consumer.queue.dropped }
  }
}

/// A queue that is registered with a port for as long as it is held.
final class TrackConsumer<Element: Sendable>: Sendable {
  let queue: FrameQueue<Element>
  private let port: TrackPort<Element>?

  init(
    port: TrackPort<Element>?, buffering: FrameBuffering,
    size: @escaping @Sendable (Element) -> Int, wake: (@Sendable () -> Void)? = nil
  ) {
    queue = FrameQueue(buffering, size: size, wake: wake)
    self.port = port
    if let port { port.add(queue) } else { queue.finish() }
  }

  /// Wants no more.
  func cancel() {
    port?.remove(queue)
  }

  deinit {
    cancel()
  }
}
