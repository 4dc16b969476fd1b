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

// In extensions of two protocols, because a member of the class would hide the other overload.
// Disfavoured, so that the overloads of UserMediaMainActor win where a program imports it.
extension EventTarget where Self: MediaStreamTrack {
  /// Called on ``EventTarget/queue`` when the device ends the track; never after ``MediaStreamTrack/stop()``.
  @_disfavoredOverload
  public var onended: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[handler: .ended] }
    set { (self as MediaStreamTrack).eventListeners[handler: .ended] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the device temporarily stops delivering data.
  @_disfavoredOverload
  public var onmute: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[handler: .mute] }
    set { (self as MediaStreamTrack).eventListeners[handler: .mute] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the device delivers data again.
  @_disfavoredOverload
  public var onunmute: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[handler: .unmute] }
    set { (self as MediaStreamTrack).eventListeners[handler: .unmute] = newValue }
  }

  /// Called on ``EventTarget/queue`` when the settings changed, other than by `applyConstraints(_:)`: for
  /// example, another track reconfigured the device.
  @_disfavoredOverload
  public var onconfigurationchange: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[handler: .configurationchange] }
    set { (self as MediaStreamTrack).eventListeners[handler: .configurationchange] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: MediaStreamTrack {
  /// A handler that takes no event: `track.onended = { … }`.
  @_disfavoredOverload
  public var onended: (@Sendable () -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .ended] }
    set { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .ended] = newValue }
  }

  /// A handler that takes no event: `track.onmute = { … }`.
  @_disfavoredOverload
  public var onmute: (@Sendable () -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .mute] }
    set { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .mute] = newValue }
  }

  /// A handler that takes no event: `track.onunmute = { … }`.
  @_disfavoredOverload
  public var onunmute: (@Sendable () -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .unmute] }
    set { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .unmute] = newValue }
  }

  /// A handler that takes no event: `track.onconfigurationchange = { … }`.
  @_disfavoredOverload
  public var onconfigurationchange: (@Sendable () -> Void)? {
    get { (self as MediaStreamTrack).eventListeners[parameterlessHandler: .configurationchange] }
    set {
      (self as MediaStreamTrack).eventListeners[parameterlessHandler: .configurationchange] =
        newValue
    }
  }
}
