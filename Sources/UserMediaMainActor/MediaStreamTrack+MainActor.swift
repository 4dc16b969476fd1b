public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: MediaStreamTrack {
  /// Called on the main actor when the device ends the track; never after ``MediaStreamTrack/stop()``.
  public var onended: MainActorHandler<MediaStreamTrack>? {
    get { (self as MediaStreamTrack)[mainActorHandler: .ended] }
    set { (self as MediaStreamTrack)[mainActorHandler: .ended] = newValue }
  }

  /// Called on the main actor when the device temporarily stops delivering data.
  public var onmute: MainActorHandler<MediaStreamTrack>? {
    get { (self as MediaStreamTrack)[mainActorHandler: .mute] }
    set { (self as MediaStreamTrack)[mainActorHandler: .mute] = newValue }
  }

  /// Called on the main actor when the device delivers data again.
  public var onunmute: MainActorHandler<MediaStreamTrack>? {
    get { (self as MediaStreamTrack)[mainActorHandler: .unmute] }
    set { (self as MediaStreamTrack)[mainActorHandler: .unmute] = newValue }
  }

  /// Called on the main actor when the settings changed, other than by
  /// ``MediaStreamTrack/applyConstraints(_:)``.
  public var onconfigurationchange: MainActorHandler<MediaStreamTrack>? {
    get { (self as MediaStreamTrack)[mainActorHandler: .configurationchange] }
    set { (self as MediaStreamTrack)[mainActorHandler: .configurationchange] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: MediaStreamTrack {
  /// A handler that takes no event: `track.onended = { … }`.
  public var onended: (@MainActor () -> Void)? {
    get { (self as MediaStreamTrack)[parameterlessMainActorHandler: .ended] }
    set { (self as MediaStreamTrack)[parameterlessMainActorHandler: .ended] = newValue }
  }

  /// A handler that takes no event: `track.onmute = { … }`.
  public var onmute: (@MainActor () -> Void)? {
    get { (self as MediaStreamTrack)[parameterlessMainActorHandler: .mute] }
    set { (self as MediaStreamTrack)[parameterlessMainActorHandler: .mute] = newValue }
  }

  /// A handler that takes no event: `track.onunmute = { … }`.
  public var onunmute: (@MainActor () -> Void)? {
    get { (self as MediaStreamTrack)[parameterlessMainActorHandler: .unmute] }
    set { (self as MediaStreamTrack)[parameterlessMainActorHandler: .unmute] = newValue }
  }

  /// A handler that takes no event: `track.onconfigurationchange = { … }`.
  public var onconfigurationchange: (@MainActor () -> Void)? {
    get { (self as MediaStreamTrack)[parameterlessMainActorHandler: .configurationchange] }
    set {
      (self as MediaStreamTrack)[parameterlessMainActorHandler: .configurationchange] = newValue
    }
  }
}
