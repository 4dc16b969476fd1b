extension EventType where Target == MediaStreamTrack {
  /// The device ended the track; never after ``MediaStreamTrack/stop()``.
  public static var ended: Self { "ended" }
  /// The device gives no data for now.
  public static var mute: Self { "mute" }
  /// The device gives data again.
  public static var unmute: Self { "unmute" }
  /// The settings changed, and not by the track's own constraints (mediacapture-extensions).
  public static var configurationchange: Self { "configurationchange" }

  /// The track ended, by its device or by ``MediaStreamTrack/stop()``: for the library's own
  /// listeners, which are called at once.
  static var finished: Self { "UserMedia.finished" }
}

extension EarlyEvents<MediaStreamTrack> {
  /// Whatever a program installs its handlers after, it hears of what happened since the grant.
  static var ofTracks: Self {
    Self(
      of: [.ended, .mute, .unmute, .configurationchange],
      opposites: [.mute: .unmute, .unmute: .mute])
  }
}

extension MediaStreamTrack {
  /// Called on ``queue`` when the device ends the track, never after ``stop()``.
  public var onended: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .ended] }
    set { eventListeners[handler: .ended] = newValue }
  }

  /// Called on ``queue`` when the device stops giving data for now.
  public var onmute: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .mute] }
    set { eventListeners[handler: .mute] = newValue }
  }

  /// Called on ``queue`` when the device gives data again.
  public var onunmute: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .unmute] }
    set { eventListeners[handler: .unmute] = newValue }
  }

  /// Called on ``queue`` when the settings changed, and not by ``applyConstraints(_:)-(_)``:
  /// another track of the device made it run in another way.
  public var onconfigurationchange: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .configurationchange] }
    set { eventListeners[handler: .configurationchange] = newValue }
  }
}
