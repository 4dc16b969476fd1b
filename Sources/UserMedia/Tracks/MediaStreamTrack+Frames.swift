public import Dispatch
import Synchronization
import UserMediaConversion
public import UserMediaCore

extension MediaStreamTrack {
  /// The track's pictures from now on, in the track's size: for any number of loops at once, each
  /// with a queue of its own.
  ///
  /// Of a camera that sends JPEG, pictures that cannot be decoded are left out and counted
  /// (``DropReason/corrupt``), as long as the program decodes the pictures that it gets, as
  /// ``VideoFrame/converted(to:)`` does. Where it decodes fewer than one in eight, they are not looked
  /// at before, and `converted` can throw.
  ///
  /// Ends with the track. A sound track has none.
  public func videoFrames(_ buffering: FrameBuffering = .latest) -> VideoFrameSequence {
    VideoFrameSequence(track: self, buffering: buffering)
  }

  /// The track's sound from now on; as ``videoFrames(_:)``, but ten stretches wait by default, so
  /// that a hiccup makes no gap.
  public func audioData(_ buffering: FrameBuffering = .newest(10)) -> AudioDataSequence {
    AudioDataSequence(track: self, buffering: buffering)
  }

  /// Calls `handler` with each picture on `queue` (default: the track's), until the subscription is
  /// cancelled or dropped, or the track ends.
  public func onVideoFrame(
    _ buffering: FrameBuffering = .latest, on queue: DispatchQueue? = nil,
    _ handler: @escaping @Sendable (VideoFrame) -> Void
  ) -> FrameSubscription {
    FrameSubscription(
      port: videoPort, buffering: buffering, size: { $0.byteCount }, queue: queue ?? self.queue,
      shape: shaper, handler: handler)
  }

  /// Calls `handler` with each stretch of sound; as ``onVideoFrame(_:on:_:)``.
  public func onAudioData(
    _ buffering: FrameBuffering = .newest(10), on queue: DispatchQueue? = nil,
    _ handler: @escaping @Sendable (AudioData) -> Void
  ) -> FrameSubscription {
    FrameSubscription(
      port: audioPort, buffering: buffering, size: { $0.byteCount }, queue: queue ?? self.queue,
      shape: { $0 }, handler: handler)
  }

  /// Runs tasks on the thread that takes the track's data from the device; `nil` where that thread
  /// runs none, and while the device is not open.
  ///
  /// A loop over ``videoFrames(_:)`` or ``audioData(_:)`` in a task that prefers it,
  /// `Task(executorPreference: track.captureExecutor) { … }`, gets each frame without another
  /// thread having to wake, which is most of what a frame costs that is not looked at. A loop over
  /// pictures that belongs to no actor takes them from the camera itself, and is suspended only
  /// while other tasks wait for the thread; while it catches up on a backlog, cameras are serviced
  /// between two pictures. All cameras share one such thread, and all microphones of
  /// a sound server another: what runs there must be short, and wait for nothing but `await`.
  public var captureExecutor: (any TaskExecutor)? {
    guard readyState == .live else { return nil }
    return switch input {
    case .camera(let source, _, _): source.executor
    case .microphone(let source, _, _): source.executor
    }
  }

  var videoPort: TrackPort<VideoFrame>? {
    if case .camera(_, let port, _) = input { port } else { nil }
  }

  var audioPort: TrackPort<AudioData>? {
    if case .microphone(_, let port, _) = input { port } else { nil }
  }

  private var shaper: @Sendable (VideoFrame) -> VideoFrame? {
    { [weak self] frame in self?.shaped(frame) }
  }

  /// The frame in the track's size: cropped to its aspect, then scaled (Media Capture and Streams,
  /// `resizeMode`). `nil` for a frame that cannot be decoded, which is counted.
  func shaped(_ frame: VideoFrame) -> VideoFrame? {
    // No more of the settings: all of them are a good part of what a frame costs.
    let size = values.withLock { ($0.settings.width, $0.settings.height) }
    // Never larger than the device's picture, which may shrink before the settings say so.
    let width = min(size.0 ?? frame.codedWidth, frame.codedWidth)
    let height = min(size.1 ?? frame.codedHeight, frame.codedHeight)
    do {
      guard width != frame.codedWidth || height != frame.codedHeight else {
        try frame.decodeAhead()
        return frame
      }
      if isDisplay { return try scaled(frame, within: (width, height)) }
      let crop = centredCrop(
        of: (frame.codedWidth, frame.codedHeight), to: (width, height))
      return try cropAndScale(frame, crop: crop, width: width, height: height)
    } catch {
      videoPort?.reject(frame.sequence)
      return nil
    }
  }
}
