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
  /// Called on ``queue`` when a source's picture size is known, at its first frame.
  public var onloadedmetadata: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .loadedmetadata] }
    set { eventListeners[handler: .loadedmetadata] = newValue }
  }

  /// Called on ``queue`` when the first picture is available.
  public var onloadeddata: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .loadeddata] }
    set { eventListeners[handler: .loadeddata] = newValue }
  }

  /// Called on ``queue`` when there is enough data to start playing.
  public var oncanplay: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .canplay] }
    set { eventListeners[handler: .canplay] = newValue }
  }

  /// Called on ``queue`` when the picture size changes.
  public var onresize: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .resize] }
    set { eventListeners[handler: .resize] = newValue }
  }

  /// Called on ``queue`` when playback starts.
  public var onplaying: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .playing] }
    set { eventListeners[handler: .playing] = newValue }
  }

  /// Called on ``queue`` four times a second during playback.
  public var ontimeupdate: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .timeupdate] }
    set { eventListeners[handler: .timeupdate] = newValue }
  }

  /// Called on ``queue`` when playback is paused.
  public var onpause: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .pause] }
    set { eventListeners[handler: .pause] = newValue }
  }

  /// Called on ``queue`` when no track of the source is live any more.
  public var onended: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .ended] }
    set { eventListeners[handler: .ended] = newValue }
  }

  /// Fires an event immediately. Call it on the element's queue.
  func fire(_ type: EventType<VideoElement>) {
    eventListeners.dispatch(Event(type, target: self))
  }
}
