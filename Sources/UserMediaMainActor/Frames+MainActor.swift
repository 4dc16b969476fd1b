import Dispatch
public import UserMedia
public import UserMediaCore

extension MediaStreamTrack {
  /// Calls `handler` on the main actor with each picture, until the subscription is cancelled or
  /// released, or the track ends. A main queue that is busy loses pictures as `buffering` says.
  public func onVideoFrame(
    _ buffering: FrameBuffering = .latest, _ handler: @escaping @MainActor (VideoFrame) -> Void
  ) -> FrameSubscription {
    onVideoFrame(buffering, on: .main) { frame in
      DispatchQueue.main.runOnMainActor { handler(frame) }
    }
  }

  /// Calls `handler` on the main actor with each chunk of audio; like ``onVideoFrame(_:_:)``.
  public func onAudioData(
    _ buffering: FrameBuffering = .newest(10), _ handler: @escaping @MainActor (AudioData) -> Void
  ) -> FrameSubscription {
    onAudioData(buffering, on: .main) { data in
      DispatchQueue.main.runOnMainActor { handler(data) }
    }
  }
}

extension VideoElement {
  /// Calls `callback` once, on the main actor, with the next presented picture
  /// (`HTMLVideoElement.requestVideoFrameCallback`). Request again from the callback to get more.
  /// - Returns: a handle for ``VideoElement/cancelVideoFrameCallback(_:)``.
  @discardableResult
  public func requestVideoFrameCallback(
    _ callback: @escaping @MainActor (VideoFrame, VideoFrameCallbackMetadata) -> Void
  ) -> Int {
    callWithNextFrame { [queue] frame, metadata in
      queue.runOnMainActor { callback(frame, metadata) }
    }
  }
}
