// What drafts had and nothing here can do: old code that names it is told what to write instead.

extension MediaStreamTrack {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// A value of `readyState` in 2012.
  @available(
    *, unavailable, message: "use muted: a track that is mute is live as well"
  )
  public static var MUTED: State { fatalError() }

  /// Told in 2013 of a track that had to wait for its device.
  @available(*, unavailable, message: "a track is live from the beginning")
  public var onstarted: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { fatalError() }
    set { fatalError() }
  }

  /// Told to 2016 of a device that could no longer do what its tracks require.
  @available(
    *, unavailable,
    message: "use onconfigurationchange, and compare getSettings() with what you need"
  )
  public var onoverconstrained: (@Sendable (Event<MediaStreamTrack>) -> Void)? {
    get { fatalError() }
    set { fatalError() }
  }

  /// Gave a list of devices at once in a draft of 2013.
  @available(*, unavailable, message: "use await navigator.mediaDevices.enumerateDevices()")
  public static func getSourceInfos() -> Never { fatalError() }
}

extension MediaStream {
  /// Recorded the stream in the drafts of 2011 and 2012.
  @available(
    *, unavailable, message: "write the track's frames with Y4MWriter, and its sound with WAVWriter"
  )
  public func record() -> Never { fatalError() }
}
