public import UserMediaCore

/// What a recorder's event carries (MediaStream Recording, `BlobEvent` and `ErrorEvent`).
public struct MediaRecorderEventDetail: Sendable {
  /// Recorded data, of `dataavailable`.
  public var data: Blob?
  /// The position of the data's beginning in milliseconds, of `dataavailable`.
  public var timecode: Double = 0
  /// What went wrong, of `error`.
  public var error: DOMException?
  /// The pictures dropped so far, of `overload`.
  public var droppedVideoFrames = 0
}

extension Event where Target == MediaRecorder {
  /// Recorded data, which may be empty; `nil` unless the event is `dataavailable`.
  public var data: Blob? { detail.data }
  /// The position of the data's beginning in the recording, in milliseconds.
  public var timecode: Double { detail.timecode }
  /// What went wrong; `nil` unless the event is `error`.
  public var error: DOMException? { detail.error }
  /// The pictures dropped since the recording began; 0 unless the event is `overload`.
  public var droppedVideoFrames: Int { detail.droppedVideoFrames }
}

extension EventType where Target == MediaRecorder {
  /// The recorder has started.
  public static var start: Self { "start" }
  /// The recorder has stopped, and all data was delivered.
  public static var stop: Self { "stop" }
  /// There is recorded data.
  public static var dataavailable: Self { "dataavailable" }
  /// The recorder was paused.
  public static var pause: Self { "pause" }
  /// The recorder was resumed.
  public static var resume: Self { "resume" }
  /// Recording failed; `dataavailable` and `stop` follow.
  public static var error: Self { "error" }
  /// Pictures were dropped because the machine or the output is too slow; not in the specification.
  /// At most one event each second.
  public static var overload: Self { "overload" }
}

extension MediaRecorder {
  /// Called on ``queue`` when the recorder has started.
  public var onstart: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .start] }
    set { eventListeners[handler: .start] = newValue }
  }

  /// Called on ``queue`` when the recorder has stopped, and all data was delivered.
  public var onstop: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .stop] }
    set { eventListeners[handler: .stop] = newValue }
  }

  /// Called on ``queue`` with recorded data.
  public var ondataavailable: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .dataavailable] }
    set { eventListeners[handler: .dataavailable] = newValue }
  }

  /// Called on ``queue`` when the recorder was paused.
  public var onpause: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .pause] }
    set { eventListeners[handler: .pause] = newValue }
  }

  /// Called on ``queue`` when the recorder was resumed.
  public var onresume: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .resume] }
    set { eventListeners[handler: .resume] = newValue }
  }

  /// Called on ``queue`` when recording failed.
  public var onerror: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .error] }
    set { eventListeners[handler: .error] = newValue }
  }

  /// Called on ``queue`` when pictures were dropped, at most once a second.
  public var onoverload: (@Sendable (Event<MediaRecorder>) -> Void)? {
    get { eventListeners[handler: .overload] }
    set { eventListeners[handler: .overload] = newValue }
  }
}
