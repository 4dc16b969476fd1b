public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: VideoElement {
  /// Called on the main actor when a source's picture size is known, at its first frame.
  public var onloadedmetadata: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .loadedmetadata] }
    set { (self as VideoElement)[mainActorHandler: .loadedmetadata] = newValue }
  }

  /// Called on the main actor when the first picture is available.
  public var onloadeddata: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .loadeddata] }
    set { (self as VideoElement)[mainActorHandler: .loadeddata] = newValue }
  }

  /// Called on the main actor when there is enough data to start playing.
  public var oncanplay: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .canplay] }
    set { (self as VideoElement)[mainActorHandler: .canplay] = newValue }
  }

  /// Called on the main actor when the picture size changes.
  public var onresize: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .resize] }
    set { (self as VideoElement)[mainActorHandler: .resize] = newValue }
  }

  /// Called on the main actor when playback starts.
  public var onplaying: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .playing] }
    set { (self as VideoElement)[mainActorHandler: .playing] = newValue }
  }

  /// Called on the main actor four times a second during playback.
  public var ontimeupdate: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .timeupdate] }
    set { (self as VideoElement)[mainActorHandler: .timeupdate] = newValue }
  }

  /// Called on the main actor when playback is paused.
  public var onpause: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .pause] }
    set { (self as VideoElement)[mainActorHandler: .pause] = newValue }
  }

  /// Called on the main actor when no track of the source is live any more.
  public var onended: MainActorHandler<VideoElement>? {
    get { (self as VideoElement)[mainActorHandler: .ended] }
    set { (self as VideoElement)[mainActorHandler: .ended] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: VideoElement {
  /// A handler that takes no event: `video.onloadedmetadata = { … }`.
  public var onloadedmetadata: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .loadedmetadata] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .loadedmetadata] = newValue }
  }

  /// A handler that takes no event: `video.onloadeddata = { … }`.
  public var onloadeddata: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .loadeddata] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .loadeddata] = newValue }
  }

  /// A handler that takes no event: `video.oncanplay = { … }`.
  public var oncanplay: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .canplay] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .canplay] = newValue }
  }

  /// A handler that takes no event: `video.onresize = { … }`.
  public var onresize: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .resize] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .resize] = newValue }
  }

  /// A handler that takes no event: `video.onplaying = { … }`.
  public var onplaying: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .playing] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .playing] = newValue }
  }

  /// A handler that takes no event: `video.ontimeupdate = { … }`.
  public var ontimeupdate: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .timeupdate] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .timeupdate] = newValue }
  }

  /// A handler that takes no event: `video.onpause = { … }`.
  public var onpause: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .pause] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .pause] = newValue }
  }

  /// A handler that takes no event: `video.onended = { … }`.
  public var onended: (@MainActor () -> Void)? {
    get { (self as VideoElement)[parameterlessMainActorHandler: .ended] }
    set { (self as VideoElement)[parameterlessMainActorHandler: .ended] = newValue }
  }
}
