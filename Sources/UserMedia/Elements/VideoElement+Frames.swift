import Synchronization
public import UserMediaCore

/// What is known of a picture that is shown (`VideoFrameCallbackMetadata`).
public struct VideoFrameCallbackMetadata: Hashable, Sendable {
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// Seconds of the source that were played; see ``VideoElement/currentTime``.
  public let mediaTime: Double
  /// When the picture was captured: microseconds on the system's monotonic clock.
  public let captureTime: Int64
  /// How many pictures of the source were shown, this one included.
  public let presentedFrames: Int
}

extension VideoElement {
  /// Receives one picture.
  public typealias FrameCallback = @Sendable (VideoFrame, VideoFrameCallbackMetadata) -> Void

  /// Calls `callback` on ``queue`` with the next picture that is shown, once
  /// (`HTMLVideoElement.requestVideoFrameCallback`). A callback that wants the next one asks again.
  ///
  /// Pictures are shown while the element plays, and the first one of a source in any case.
  /// - Returns: a number for ``cancelVideoFrameCallback(_:)``.
  @discardableResult
  public func requestVideoFrameCallback(_ callback: @escaping FrameCallback) -> Int {
    state.withLock { state in
      state.callbackCount += 1
      state.callbacks.append((state.callbackCount, callback))
      return state.callbackCount
    }
  }

  /// Takes a callback back; one that was called already, or never was, is no matter.
  public func cancelVideoFrameCallback(_ handle: Int) {
    let removed = state.withLock { state in
      state.callbacks.firstIndex { $0.handle == handle }.map { state.callbacks.remove(at: $0) }
    }
    // What the callback captured may come back here when it is released.
    withExtendedLifetime(removed) {}
  }

  /// Shows a picture of a source, on the element's queue.
  func show(_ frame: VideoFrame, load: Int) {
    let (isShown, isFirst, isResized) = state.withLock { state in
      let isFirst = state.readyState == .haveNothing
      guard state.load == load, isFirst || !state.isPaused else { return (false, false, false) }
      let isResized = state.width != frame.codedWidth || state.height != frame.codedHeight
      (state.width, state.height) = (frame.codedWidth, frame.codedHeight)
      state.presentedFrames += 1
      return (true, isFirst, isResized)
    }
    guard isShown else { return }
    if isFirst { haveEnoughData(load: load) } else if isResized { fire(.resize) }
    let (callbacks, metadata) = state.withLock { state in
      defer { state.callbacks = [] }
      return (
        state.callbacks,
        VideoFrameCallbackMetadata(
          width: frame.codedWidth, height: frame.codedHeight, mediaTime: state.clock.seconds,
          captureTime: frame.timestamp, presentedFrames: state.presentedFrames)
      )
    }
    for (_, callback) in callbacks { queue.performTurn { callback(frame, metadata) } }
    if state.withLock({ $0.clock.isDue }) { fire(.timeupdate) }
  }
}
