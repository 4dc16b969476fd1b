public import UserMediaCore

/// A track's audio as an asynchronous sequence (mediacapture-transform,
/// `MediaStreamTrackProcessor`).
///
/// Each iterator has its own queue and receives data only while it is held.
public struct AudioDataSequence: AsyncSequence, Sendable {
  /// Iteration never throws: the sequence ends with the track.
  public typealias Failure = Never

  let track: MediaStreamTrack
  let buffering: FrameBuffering

  /// Starts receiving the track's audio.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      track: track,
      consumer: TrackConsumer(port: track.audioPort, buffering: buffering, size: { $0.byteCount }))
  }

  /// Iterates over the track's audio in chunks.
  public struct Iterator: AsyncIteratorProtocol {
    /// Held, because an unreferenced track stops.
    let track: MediaStreamTrack
    let consumer: TrackConsumer<AudioData>

    /// The next chunk; `nil` once the track has ended or the task is cancelled.
    @inlinable
    public mutating func next() async -> AudioData? {
      await next(isolation: #isolation)
    }

    /// Like ``next()``, with the caller's isolation.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> AudioData? {
      // Inlined for the same reason as VideoFrameSequence's.
      await nextData()
    }

    @usableFromInline
    nonisolated(nonsending) func nextData() async -> AudioData? {
      await consumer.queue.next()
    }

    /// The number of chunks lost because the loop was slower than the track.
    public var dropped: Int { consumer.queue.dropped }
  }
}
