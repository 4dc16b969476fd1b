import Synchronization
public import UserMediaCore

/// Metadata of a presented picture (`VideoFrameCallbackMetadata`).
public struct VideoFrameCallbackMetadata: Hashable, Sendable {
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// Playback time in seconds; see ``VideoElement/currentTime``.
  public let mediaTime: Double
  /// Capture time: microseconds of the system's monotonic clock.
  public let captureTime: Int64
  /// The number of pictures presented from this source, including this one.
  public let presentedFrames: Int
}

extension VideoElement {
  /// Receives one picture.
  public typealias FrameCallback = @Sendable (VideoFrame, VideoFrameCallbackMetadata) -> Void

  /// Calls `callback` once, on ``queue``, with the next presented picture
  /// (`HTMLVideoElement.requestVideoFrameCallback`). Request again from the callback to get more.
  ///
  /// Pictures are presented during playback; the first picture of a source always is.
  /// - Returns: a handle for ``cancelVideoFrameCallback(_:)``.
  @_disfavoredOverload
  @discardableResult
  public func requestVideoFrameCallback(_ callback: @escaping FrameCallback) -> Int {
    callWithNextFrame(callback)
  }

  /// Calls `callback` once, on ``queue``, with the next presented picture.
  package func callWithNextFrame(_ callback: @escaping FrameCallback) -> Int {
    state.withLock { state in
      state.callbackCount += 1
      state.callbacks.append((state.callbackCount, callback))
      return state.callbackCount
    }
  }

  /// Cancels a callback. Does nothing if it already ran or never existed.
  public func cancelVideoFrameCallback(_ handle: Int) {
    let removed = state.withLock { state in
      state.callbacks.firstIndex { $0.handle == handle }.map { state.callbacks.remove(at: $0) }
    }
    // Releasing the callback's captures may call back into the element, so do it after the lock.
    withExtendedLifetime(removed) {}
  }

  /// Presents a picture of a source. Call it on the element's queue.
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
