extension EventType where Target == VideoElement {
  /// A source was assigned.
  public static var loadstart: Self { "loadstart" }
  /// The duration is another one: endless, or what was played.
  public static var durationchange: Self { "durationchange" }
  /// The size of the picture is known.
  public static var loadedmetadata: Self { "loadedmetadata" }
  /// The first picture is there.
  public static var loadeddata: Self { "loadeddata" }
  /// There is enough to play.
  public static var canplay: Self { "canplay" }
  /// There is enough to play on.
  public static var canplaythrough: Self { "canplaythrough" }
  /// The size of the picture is another one.
  public static var resize: Self { "resize" }
  /// It is to play.
  public static var play: Self { "play" }
  /// It plays.
  public static var playing: Self { "playing" }
  /// The time went on; four times a second.
  public static var timeupdate: Self { "timeupdate" }
  /// It is to play no more.
  public static var pause: Self { "pause" }
  /// No track of the source is live any more.
  public static var ended: Self { "ended" }
}

extension VideoElement {
  /// Called on ``queue`` when the size of a source's picture is known: at its first frame.
  public var onloadedmetadata: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .loadedmetadata] }
    set { eventListeners[handler: .loadedmetadata] = newValue }
  }

  /// Called on ``queue`` when the first picture is there.
  public var onloadeddata: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .loadeddata] }
    set { eventListeners[handler: .loadeddata] = newValue }
  }

  /// Called on ``queue`` when there is enough to play.
  public var oncanplay: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .canplay] }
    set { eventListeners[handler: .canplay] = newValue }
  }

  /// Called on ``queue`` when the picture has another size than the last one.
  public var onresize: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .resize] }
    set { eventListeners[handler: .resize] = newValue }
  }

  /// Called on ``queue`` when the element plays.
  public var onplaying: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .playing] }
    set { eventListeners[handler: .playing] = newValue }
  }

  /// Called on ``queue`` four times a second while pictures are played.
  public var ontimeupdate: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .timeupdate] }
    set { eventListeners[handler: .timeupdate] = newValue }
  }

  /// Called on ``queue`` when the element plays no more.
  public var onpause: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .pause] }
    set { eventListeners[handler: .pause] = newValue }
  }

  /// Called on ``queue`` when no track of the source is live any more.
  public var onended: (@Sendable (Event<VideoElement>) -> Void)? {
    get { eventListeners[handler: .ended] }
    set { eventListeners[handler: .ended] = newValue }
  }

  /// Fires an event now, on the element's queue.
  func fire(_ type: EventType<VideoElement>) {
    eventListeners.dispatch(Event(type, target: self))
  }
}
