extension EventType where Target == VideoElement {
  /// A source was assigned.
  public static var loadstart: Self { "loadstart" }
  /// The duration changed: infinite while live, then the time played.
  public static var durationchange: Self { "durationchange" }
  /// The picture size is known.
  public static var loadedmetadata: Self { "loadedmetadata" }
  /// The first picture is available.
  public static var loadeddata: Self { "loadeddata" }
  /// There is enough data to start playing.
  public static var canplay: Self { "canplay" }
  /// There is enough data to keep playing.
  public static var canplaythrough: Self { "canplaythrough" }
  /// The picture size changed.
  public static var resize: Self { "resize" }
  /// Playback was requested.
  public static var play: Self { "play" }
  /// Playback started.
  public static var playing: Self { "playing" }
  /// The current time advanced; fires four times a second.
  public static var timeupdate: Self { "timeupdate" }
  /// Playback was paused.
  public static var pause: Self { "pause" }
  /// No track of the source is live any more.
  public static var ended: Self { "ended" }
}

extension VideoElement {
  /// Fires an event immediately. Call it on the element's queue.
  func fire(_ type: EventType<VideoElement>) {
    eventListeners.dispatch(MediaEvent(type, target: self))
  }
}

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: VideoElement {
  /// Called on ``EventTarget/queue`` when a source's picture size is known, at its first frame.
  @_disfavoredOverload
  public var onloadedmetadata: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .loadedmetadata] }
    set { (self as VideoElement).eventListeners[handler: .loadedmetadata] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the first picture is available.
  @_disfavoredOverload
  public var onloadeddata: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .loadeddata] }
    set { (self as VideoElement).eventListeners[handler: .loadeddata] = newValue }
  }

  /// Called on ``EventTarget/queue`` when there is enough data to start playing.
  @_disfavoredOverload
  public var oncanplay: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .canplay] }
    set { (self as VideoElement).eventListeners[handler: .canplay] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the picture size changes.
  @_disfavoredOverload
  public var onresize: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .resize] }
    set { (self as VideoElement).eventListeners[handler: .resize] = newValue }
  }

  /// Called on ``EventTarget/queue`` when playback starts.
  @_disfavoredOverload
  public var onplaying: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .playing] }
    set { (self as VideoElement).eventListeners[handler: .playing] = newValue }
  }

  /// Called on ``EventTarget/queue`` four times a second during playback.
  @_disfavoredOverload
  public var ontimeupdate: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .timeupdate] }
    set { (self as VideoElement).eventListeners[handler: .timeupdate] = newValue }
  }

  /// Called on ``EventTarget/queue`` when playback is paused.
  @_disfavoredOverload
  public var onpause: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .pause] }
    set { (self as VideoElement).eventListeners[handler: .pause] = newValue }
  }

  /// Called on ``EventTarget/queue`` when no track of the source is live any more.
  @_disfavoredOverload
  public var onended: (@Sendable (MediaEvent<VideoElement>) -> Void)? {
    get { (self as VideoElement).eventListeners[handler: .ended] }
    set { (self as VideoElement).eventListeners[handler: .ended] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: VideoElement {
  /// A handler that takes no event: `video.onloadedmetadata = { … }`.
  @_disfavoredOverload
  public var onloadedmetadata: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .loadedmetadata] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .loadedmetadata] = newValue }
  }

  /// A handler that takes no event: `video.onloadeddata = { … }`.
  @_disfavoredOverload
  public var onloadeddata: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .loadeddata] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .loadeddata] = newValue }
  }

  /// A handler that takes no event: `video.oncanplay = { … }`.
  @_disfavoredOverload
  public var oncanplay: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .canplay] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .canplay] = newValue }
  }

  /// A handler that takes no event: `video.onresize = { … }`.
  @_disfavoredOverload
  public var onresize: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .resize] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .resize] = newValue }
  }

  /// A handler that takes no event: `video.onplaying = { … }`.
  @_disfavoredOverload
  public var onplaying: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .playing] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .playing] = newValue }
  }

  /// A handler that takes no event: `video.ontimeupdate = { … }`.
  @_disfavoredOverload
  public var ontimeupdate: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .timeupdate] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .timeupdate] = newValue }
  }

  /// A handler that takes no event: `video.onpause = { … }`.
  @_disfavoredOverload
  public var onpause: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .pause] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .pause] = newValue }
  }

  /// A handler that takes no event: `video.onended = { … }`.
  @_disfavoredOverload
  public var onended: (@Sendable () -> Void)? {
    get { (self as VideoElement).eventListeners[parameterlessHandler: .ended] }
    set { (self as VideoElement).eventListeners[parameterlessHandler: .ended] = newValue }
  }
}
