// Members of the drafts that are not supported. For old code that uses them, the compiler suggests
// a replacement.

public import UserMedia

extension MediaStreamTrack {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// A value of `readyState` (2012).
  @available(
    *, unavailable, message: "use muted: a muted track is still live"
  )
  public static var MUTED: State { fatalError() }

  /// Fired when a track that waited for its device started (2013).
  @available(*, unavailable, message: "a track is live from the start")
  public var onstarted: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { fatalError() }
    set { fatalError() }
  }

  /// Fired until 2016 when a device could no longer satisfy its tracks' requirements.
  @available(
    *, unavailable,
    message: "use onconfigurationchange, and compare getSettings() with what you need"
  )
  public var onoverconstrained: (@Sendable (MediaEvent<MediaStreamTrack>) -> Void)? {
    get { fatalError() }
    set { fatalError() }
  }

  /// Returned the list of devices synchronously, in a draft of 2013.
  @available(*, unavailable, message: "use await navigator.mediaDevices.enumerateDevices()")
  public static func getSourceInfos() -> Never { fatalError() }
}

extension MediaStream {
  /// Recorded the stream, in the drafts of 2011 and 2012.
  @available(
    *, unavailable, message: "use record(to:), or MediaRecorder"
  )
  public func record() -> Never { fatalError() }
}
