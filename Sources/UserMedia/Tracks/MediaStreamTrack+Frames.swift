public import Dispatch
import Logging
import Synchronization
import UserMediaConversion
public import UserMediaCore

extension MediaStreamTrack {
  /// The track's pictures from now on, in the track's size. Any number of loops may run at once,
  /// each with its own queue.
  ///
  /// If the camera sends JPEG, pictures that cannot be decoded are dropped and counted
  /// (``DropReason/corrupt``), as long as the program decodes what it receives, as
  /// ``VideoFrame/converted(to:)`` does. If it decodes fewer than one in eight, pictures are not
  /// checked beforehand, and `converted` can throw. If none can be decoded for five seconds, the
  /// track ends (``CaptureError/Kind/unreadable``).
  ///
  /// Ends with the track. Empty for an audio track, where an error is logged; use ``audioData(_:)``
  /// there.
  public func videoFrames(_ buffering: FrameBuffering = .latest) -> VideoFrameSequence {
    expect(.video, for: "videoFrames()", elsewhere: "audioData()")
    return VideoFrameSequence(track: self, buffering: buffering)
  }

  /// The track's audio from now on. Like ``videoFrames(_:)``, but buffers ten chunks by default, so
  /// that a hiccup causes no gap. Empty for a video track, where an error is logged.
  public func audioData(_ buffering: FrameBuffering = .newest(10)) -> AudioDataSequence {
    expect(.audio, for: "audioData()", elsewhere: "videoFrames()")
    return AudioDataSequence(track: self, buffering: buffering)
  }

  /// Calls `handler` with each picture, until the subscription is cancelled or released, or the track
  /// ends. For an audio track it is never called, and an error is logged.
  ///
  /// Calls never overlap. By default they run on a serial queue of the subscription's own: a slow
  /// handler delays nothing else, and loses pictures as `buffering` says. On a `queue` that you name,
  /// it delays everything else there. On ``queue``, that is every event handler, callback and promise
  /// reaction of the navigator.
  @_disfavoredOverload
  public func onVideoFrame(
    _ buffering: FrameBuffering = .latest, on queue: DispatchQueue? = nil,
    _ handler: @escaping @Sendable (VideoFrame) -> Void
  ) -> FrameSubscription {
    expect(.video, for: "onVideoFrame()", elsewhere: "onAudioData()")
    return FrameSubscription(
      port: videoPort, buffering: buffering, size: { $0.byteCount },
      queue: queue ?? DispatchQueue(label: "UserMedia.onVideoFrame"),
      shape: shaper, handler: handler)
  }

  /// Calls `handler` with each chunk of audio; like ``onVideoFrame(_:on:_:)``.
  @_disfavoredOverload
  public func onAudioData(
    _ buffering: FrameBuffering = .newest(10), on queue: DispatchQueue? = nil,
    _ handler: @escaping @Sendable (AudioData) -> Void
  ) -> FrameSubscription {
    expect(.audio, for: "onAudioData()", elsewhere: "onVideoFrame()")
    return FrameSubscription(
      port: audioPort, buffering: buffering, size: { $0.byteCount },
      queue: queue ?? DispatchQueue(label: "UserMedia.onAudioData"),
      shape: { $0 }, handler: handler)
  }

  /// Runs tasks on the thread that reads the track's data from the device; `nil` if that thread
  /// runs no tasks, or while the device is not open.
  ///
  /// If a task prefers this executor, `Task(executorPreference: track.captureExecutor) { … }`, its
  /// loop over ``videoFrames(_:)`` or ``audioData(_:)`` runs on the capture thread, which saves a
  /// wake-up per frame: most of the cost of a frame that is not processed. A loop over pictures
  /// that is not isolated to an actor reads them directly from the camera, and suspends only while
  /// other tasks wait for the thread; while it catches up on a backlog, cameras are serviced
  /// between two pictures.
  ///
  /// All cameras share one such thread, and all microphones of a sound server another. Keep what
  /// runs there short, and block on nothing: only `await`. The driver holds no lock meanwhile, so
  /// it may stop, change and clone tracks.
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

  /// The frame in the track's size: cropped to its aspect ratio, then scaled (Media Capture and
  /// Streams, `resizeMode`). `nil` for a frame that cannot be decoded; it is counted.
  func shaped(_ frame: VideoFrame) -> VideoFrame? {
    // Copy only the size: copying all settings is a significant part of a frame's cost.
    let size = values.withLock { ($0.settings.width, $0.settings.height) }
    // Never upscale: the device's picture may shrink before the settings are updated.
    let width = min(size.0 ?? frame.codedWidth, frame.codedWidth)
    let height = min(size.1 ?? frame.codedHeight, frame.codedHeight)
    do {
      guard width != frame.codedWidth || height != frame.codedHeight else {
        if try frame.decodeAhead() { undecodable.end() }
        return frame
      }
      let shaped =
        if isDisplay {
          try scaled(frame, within: (width, height))
        } else {
          try frame.croppedAndScaled(
            to: centredCrop(of: (frame.codedWidth, frame.codedHeight), to: (width, height)),
            width: width, height: height)
        }
      undecodable.end()
      return shaped
    } catch {
      reject(frame, error)
      return nil
    }
  }

  /// Counts a frame that cannot be decoded; ends the track if there have been only such frames for
  /// long.
  func reject(_ frame: VideoFrame, _ error: any Error) {
    videoPort?.reject(frame.sequence)
    guard undecodable.add(at: MonotonicClock.now) else { return }
    let error = error as? DOMException
    end(
      CaptureError(
        .unreadable, device: label,
        "sends no picture that can be decoded" + (error.map { ": \($0.message)" } ?? ""),
        cause: error?.cause))
    input.detach()
  }
}

private let trackLogger = Logger(label: "UserMedia.MediaStreamTrack")

extension MediaStreamTrack {
  /// Logs an error where `call` needs a track of another kind, and so gives nothing.
  ///
  /// Calls that can throw do that instead; see ``ImageCapture/init(_:)``.
  func expect(_ wanted: Kind, for call: String, elsewhere: String) {
    guard let mistake = mistake(wanted, for: call, elsewhere: elsewhere) else { return }
    trackLogger.error("\(mistake)")
  }

  /// What is wrong with `call` on this track; `nil` where nothing is.
  func mistake(_ wanted: Kind, for call: String, elsewhere: String) -> String? {
    guard kind != wanted else { return nil }
    return "\(call) gives nothing on the \(kind) track \"\(label)\": use \(elsewhere)"
  }
}
