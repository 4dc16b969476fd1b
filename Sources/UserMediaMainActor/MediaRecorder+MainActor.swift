public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: MediaRecorder {
  /// Called on the main actor when the recorder has started.
  public var onstart: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .start] }
    set { (self as MediaRecorder)[mainActorHandler: .start] = newValue }
  }

  /// Called on the main actor when the recorder has stopped, and all data was delivered.
  public var onstop: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .stop] }
    set { (self as MediaRecorder)[mainActorHandler: .stop] = newValue }
  }

  /// Called on the main actor with recorded data.
  public var ondataavailable: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .dataavailable] }
    set { (self as MediaRecorder)[mainActorHandler: .dataavailable] = newValue }
  }

  /// Called on the main actor when the recorder was paused.
  public var onpause: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .pause] }
    set { (self as MediaRecorder)[mainActorHandler: .pause] = newValue }
  }

  /// Called on the main actor when the recorder was resumed.
  public var onresume: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .resume] }
    set { (self as MediaRecorder)[mainActorHandler: .resume] = newValue }
  }

  /// Called on the main actor when recording failed.
  public var onerror: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .error] }
    set { (self as MediaRecorder)[mainActorHandler: .error] = newValue }
  }

  /// Called on the main actor when pictures were dropped, at most once a second.
  public var onoverload: MainActorHandler<MediaRecorder>? {
    get { (self as MediaRecorder)[mainActorHandler: .overload] }
    set { (self as MediaRecorder)[mainActorHandler: .overload] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: MediaRecorder {
  /// A handler that takes no event: `recorder.onstart = { … }`.
  public var onstart: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .start] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .start] = newValue }
  }

  /// A handler that takes no event: `recorder.onstop = { … }`.
  public var onstop: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .stop] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .stop] = newValue }
  }

  /// A handler that takes no event: `recorder.ondataavailable = { … }`.
  public var ondataavailable: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .dataavailable] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .dataavailable] = newValue }
  }

  /// A handler that takes no event: `recorder.onpause = { … }`.
  public var onpause: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .pause] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .pause] = newValue }
  }

  /// A handler that takes no event: `recorder.onresume = { … }`.
  public var onresume: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .resume] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .resume] = newValue }
  }

  /// A handler that takes no event: `recorder.onerror = { … }`.
  public var onerror: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .error] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .error] = newValue }
  }

  /// A handler that takes no event: `recorder.onoverload = { … }`.
  public var onoverload: (@MainActor () -> Void)? {
    get { (self as MediaRecorder)[parameterlessMainActorHandler: .overload] }
    set { (self as MediaRecorder)[parameterlessMainActorHandler: .overload] = newValue }
  }
}
