public import UserMediaCore

/// The sound of one track, as it comes (mediacapture-transform, `MediaStreamTrackProcessor`).
///
/// Each iterator has a queue of its own and hears of the device only while it is held.
public struct AudioDataSequence: AsyncSequence, Sendable {
  /// Iterating never throws: an ended track ends the sequence.
  public typealias Failure = Never

  let track: MediaStreamTrack
  let buffering: FrameBuffering

  /// Starts listening to the track.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      track: track,
      consumer: TrackConsumer(port: track.audioPort, buffering: buffering, size: { $0.byteCount }))
  }

  /// Takes one stretch of sound after another from the track.
  public struct Iterator: AsyncIteratorProtocol {
    /// Held, because a track that nobody holds stops.
    let track: MediaStreamTrack
    let consumer: TrackConsumer<AudioData>

    /// The next stretch; `nil` once the track has ended or the task is cancelled.
    @inlinable
    public mutating func next() async -> AudioData? {
      await next(isolation: #isolation)
    }

    /// As ``next()``, wherever the caller is isolated.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> AudioData? {
      // Inlined for the same reason as VideoFrameSequence's.
      await nextData()
    }

    @usableFromInline
    nonisolated(nonsending) func nextData() async -> AudioData? {
      await consumer.queue.next()
    }

    /// Stretches that were lost because the loop was slower than the track.
    public var dropped: Int { consumer.queue.dropped }
  }
}
