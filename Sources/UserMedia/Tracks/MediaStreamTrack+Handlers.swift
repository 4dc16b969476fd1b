import Synchronization

extension MediaStreamTrack {
  /// Called on ``queue`` when the device ends the track, never after ``stop()``.
  public var onended: (@Sendable () -> Void)? {
    get { values.withLock { $0.handlers.ended } }
    set { values.withLock { $0.handlers.ended = newValue } }
  }

  /// Called on ``queue`` when the device stops giving data for now.
  public var onmute: (@Sendable () -> Void)? {
    get { values.withLock { $0.handlers.mute } }
    set { values.withLock { $0.handlers.mute = newValue } }
  }

  /// Called on ``queue`` when the device gives data again.
  public var onunmute: (@Sendable () -> Void)? {
    get { values.withLock { $0.handlers.unmute } }
    set { values.withLock { $0.handlers.unmute = newValue } }
  }
}
