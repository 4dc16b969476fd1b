extension EventType where Target == VideoElement {
  /// The size of the picture is known.
  public static var loadedmetadata: Self { "loadedmetadata" }
  /// The size of the picture is another one.
  public static var resize: Self { "resize" }
  /// It is to play.
  public static var play: Self { "play" }
  /// It plays.
  public static var playing: Self { "playing" }
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
