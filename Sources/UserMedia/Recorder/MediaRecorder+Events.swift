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

extension MediaEvent where Target == MediaRecorder {
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

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: MediaRecorder {
  /// Called on ``EventTarget/queue`` when the recorder has started.
  @_disfavoredOverload
  public var onstart: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .start] }
    set { (self as MediaRecorder).eventListeners[handler: .start] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the recorder has stopped, and all data was delivered.
  @_disfavoredOverload
  public var onstop: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .stop] }
    set { (self as MediaRecorder).eventListeners[handler: .stop] = newValue }
  }

  /// Called on ``EventTarget/queue`` with recorded data.
  @_disfavoredOverload
  public var ondataavailable: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .dataavailable] }
    set { (self as MediaRecorder).eventListeners[handler: .dataavailable] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the recorder was paused.
  @_disfavoredOverload
  public var onpause: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .pause] }
    set { (self as MediaRecorder).eventListeners[handler: .pause] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the recorder was resumed.
  @_disfavoredOverload
  public var onresume: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .resume] }
    set { (self as MediaRecorder).eventListeners[handler: .resume] = newValue }
  }

  /// Called on ``EventTarget/queue`` when recording failed.
  @_disfavoredOverload
  public var onerror: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .error] }
    set { (self as MediaRecorder).eventListeners[handler: .error] = newValue }
  }

  /// Called on ``EventTarget/queue`` when pictures were dropped, at most once a second.
  @_disfavoredOverload
  public var onoverload: (@Sendable (MediaEvent<MediaRecorder>) -> Void)? {
    get { (self as MediaRecorder).eventListeners[handler: .overload] }
    set { (self as MediaRecorder).eventListeners[handler: .overload] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: MediaRecorder {
  /// A handler that takes no event: `recorder.onstart = { … }`.
  @_disfavoredOverload
  public var onstart: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .start] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .start] = newValue }
  }

  /// A handler that takes no event: `recorder.onstop = { … }`.
  @_disfavoredOverload
  public var onstop: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .stop] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .stop] = newValue }
  }

  /// A handler that takes no event: `recorder.ondataavailable = { … }`.
  @_disfavoredOverload
  public var ondataavailable: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .dataavailable] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .dataavailable] = newValue }
  }

  /// A handler that takes no event: `recorder.onpause = { … }`.
  @_disfavoredOverload
  public var onpause: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .pause] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .pause] = newValue }
  }

  /// A handler that takes no event: `recorder.onresume = { … }`.
  @_disfavoredOverload
  public var onresume: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .resume] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .resume] = newValue }
  }

  /// A handler that takes no event: `recorder.onerror = { … }`.
  @_disfavoredOverload
  public var onerror: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .error] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .error] = newValue }
  }

  /// A handler that takes no event: `recorder.onoverload = { … }`.
  @_disfavoredOverload
  public var onoverload: (@Sendable () -> Void)? {
    get { (self as MediaRecorder).eventListeners[parameterlessHandler: .overload] }
    set { (self as MediaRecorder).eventListeners[parameterlessHandler: .overload] = newValue }
  }
}
