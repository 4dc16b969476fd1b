public import UserMedia
public import UserMediaCore

// Pages compared states and kinds with strings: `track.readyState == "live"`.

extension MediaStreamTrack.State {
  /// Whether the state has this name.
  @available(*, deprecated, message: "compare with .live or .ended")
  public static func == (state: Self, name: String) -> Bool { state.rawValue == name }

  /// Whether the state has another name.
  @available(*, deprecated, message: "compare with .live or .ended")
  public static func != (state: Self, name: String) -> Bool { state.rawValue != name }
}

extension MediaStreamTrack.Kind {
  /// Whether the kind has this name.
  @available(*, deprecated, message: "compare with .audio or .video")
  public static func == (kind: Self, name: String) -> Bool { kind.rawValue == name }

  /// Whether the kind has another name.
  @available(*, deprecated, message: "compare with .audio or .video")
  public static func != (kind: Self, name: String) -> Bool { kind.rawValue != name }
}

extension MediaDeviceKind {
  /// Whether the kind has this name.
  @available(*, deprecated, message: "compare with .audioinput or .videoinput")
  public static func == (kind: Self, name: String) -> Bool { kind.rawValue == name }

  /// Whether the kind has another name.
  @available(*, deprecated, message: "compare with .audioinput or .videoinput")
  public static func != (kind: Self, name: String) -> Bool { kind.rawValue != name }
}

extension [MediaStreamTrack] {
  /// The number of tracks, as in `stream.getVideoTracks().length`.
  @available(*, deprecated, renamed: "count")
  public var length: Int { count }
}
