extension EventType where Target == MediaStreamTrack {
  /// The device ended the track; never fired after ``MediaStreamTrack/stop()``.
  public static var ended: Self { "ended" }
  /// The device temporarily delivers no data.
  public static var mute: Self { "mute" }
  /// The device delivers data again.
  public static var unmute: Self { "unmute" }
  /// The settings changed, other than by the track's own constraints (mediacapture-extensions).
  public static var configurationchange: Self { "configurationchange" }

  /// The track ended, by its device or by ``MediaStreamTrack/stop()``. Internal: listeners are
  /// called immediately.
  static var finished: Self { "UserMedia.finished" }
}

extension EarlyEvents<MediaStreamTrack> {
  /// Handlers receive whatever happened since the grant, no matter when they are installed.
  static var ofTracks: Self {
    Self(
      of: [.ended, .mute, .unmute, .configurationchange],
      opposites: [.mute: .unmute, .unmute: .mute])
  }
}

extension MediaStreamTrack {
  /// Called on ``queue`` when the device ends the track; never after ``stop()``.
  public var onended: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .ended] }
    set { eventListeners[handler: .ended] = newValue }
  }

  /// Called on ``queue`` when the device temporarily stops delivering data.
  public var onmute: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .mute] }
    set { eventListeners[handler: .mute] = newValue }
  }

  /// Called on ``queue`` when the device delivers data again.
  public var onunmute: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .unmute] }
    set { eventListeners[handler: .unmute] = newValue }
  }

  /// Called on ``queue`` when the settings changed, other than by `applyConstraints(_:)`: for
  /// example, another track reconfigured the device.
  public var onconfigurationchange: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { eventListeners[handler: .configurationchange] }
    set { eventListeners[handler: .configurationchange] = newValue }
  }
}
