public import UserMediaCore

/// A track's pictures as an asynchronous sequence (mediacapture-transform,
/// `MediaStreamTrackProcessor`).
///
/// Each iterator has its own queue and receives data only while it is held.
public struct VideoFrameSequence: AsyncSequence, Sendable {
  // Not one generic sequence for video and audio: a call to it from another module looks its types
  // up for each frame, which took a tenth of the time from driver to loop.

  /// Iteration never throws: the sequence ends with the track.
  public typealias Failure = Never

  let track: MediaStreamTrack
  let buffering: FrameBuffering

  /// Starts receiving the track's pictures.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      track: track,
      consumer: TrackConsumer(port: track.videoPort, buffering: buffering, size: { $0.byteCount }),
      executor: track.captureExecutor as? any CaptureExecutor)
  }

  /// Iterates over the track's pictures.
  public struct Iterator: AsyncIteratorProtocol {
    let track: MediaStreamTrack
    let consumer: TrackConsumer<VideoFrame>
    let executor: (any CaptureExecutor)?
    /// Whether other tasks wait for the thread that this loop keeps busy.
    @usableFromInline var isAwaited = false

    /// The next picture; `nil` once the track has ended or the task is cancelled. A loop on
    /// ``MediaStreamTrack/captureExecutor`` notices a cancellation at the camera's next picture, or
    /// when the camera stays silent long enough for the track to be muted.
    @inlinable
    public mutating func next() async -> VideoFrame? {
      await next(isolation: #isolation)
    }

    /// Like ``next()``, with the caller's isolation.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> VideoFrame? {
      // Inlined into the loop, which continues immediately if a picture is available: for a call
      // that can suspend, the runtime would look up the executor for each frame. An actor has other
      // work to do while its loop waits for the camera.
      if actor == nil, !isAwaited, let picture = take() { return picture }
      return await nextPicture()
    }

    /// The next picture, if one is available without suspending the task.
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

    /// The number of pictures lost because the loop was slower than the track.
    public var dropped: Int { consumer.queue.dropped }
  }
}
