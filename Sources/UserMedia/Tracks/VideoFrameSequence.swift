public import UserMediaCore

/// The pictures of one track, as they come (mediacapture-transform, `MediaStreamTrackProcessor`).
///
/// Each iterator has a queue of its own and hears of the device only while it is held.
public struct VideoFrameSequence: AsyncSequence, Sendable {
  // Not one generic sequence for pictures and sound: a call of it from another module looks its types
  // up anew for each frame, which took a tenth of a frame's way.

  /// Iterating never throws: an ended track ends the sequence.
  public typealias Failure = Never

  let track: MediaStreamTrack
  let buffering: FrameBuffering

  /// Starts listening to the track.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      track: track,
      consumer: TrackConsumer(port: track.videoPort, buffering: buffering, size: { $0.byteCount }),
      executor: track.captureExecutor as? any CaptureExecutor)
  }

  /// Takes one picture after another from the track.
  public struct Iterator: AsyncIteratorProtocol {
    let track: MediaStreamTrack
    let consumer: TrackConsumer<VideoFrame>
    let executor: (any CaptureExecutor)?
    /// Whether other tasks wait for the thread that this loop keeps busy.
    @usableFromInline var isAwaited = false

    /// The next picture; `nil` once the track has ended or the task is cancelled, which a loop on
    /// ``MediaStreamTrack/captureExecutor`` notices with the camera's next picture, or when that stays
    /// away for so long that the track is muted.
    @inlinable
    public mutating func next() async -> VideoFrame? {
      await next(isolation: #isolation)
    }

    /// As ``next()``, wherever the caller is isolated.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> VideoFrame? {
      // Inlined into the loop, which goes on at once where a picture is there: a call that can
      // suspend would have the runtime look for each frame which executor goes on. An actor has
      // others to serve while its loop waits for the camera.
      if actor == nil, !isAwaited, let picture = take() { return picture }
      return await nextPicture()
    }

    /// The next picture, where it can be had without suspending the task.
    @usableFromInline
    mutating func take() -> VideoFrame? {
      while let frame = consumer.queue.take(from: executor, isAwaited: &isAwaited) {
        if let shaped = track.shaped(frame) { return shaped }
      }
      return nil
    }

    @usableFromInline
    nonisolated(nonsending) mutating func nextPicture() async -> VideoFrame? {
      if isAwaited {
        isAwaited = false
        await Task.yield()
      }
      while let frame = await consumer.queue.next() {
        if let shaped = track.shaped(frame) { return shaped }
      }
      return nil
    }

    /// Pictures that were lost because the loop was slower than the track.
    public var dropped: Int { consumer.queue.dropped }
  }
}
