public import UserMedia

extension MediaStream {
  /// Stops every track (Chrome to 46, Firefox to 43; LocalMediaStream in the drafts to 2012).
  @available(*, deprecated, message: "stop the tracks: for track in getTracks() { track.stop() }")
  public func stop() {
    for track in getTracks() { track.stop() }
  }

  /// Whether no track is live (drafts of 2012 and 2013).
  @available(*, deprecated, message: "use !active")
  public var ended: Bool { !active }

  /// Whether any track is live (2011).
  @available(*, deprecated, message: "use active")
  public var readyState: MediaStreamTrack.State { active ? .live : .ended }

  /// The stream's id, under its name of 2011 and 2012.
  @available(*, deprecated, renamed: "id")
  public var label: String { id }

  /// The audio tracks (2012).
  @available(*, deprecated, renamed: "getAudioTracks()")
  public var audioTracks: MediaStreamTrackList { MediaStreamTrackList(getAudioTracks(), of: self) }

  /// The video tracks (2012).
  @available(*, deprecated, renamed: "getVideoTracks()")
  public var videoTracks: MediaStreamTrackList { MediaStreamTrackList(getVideoTracks(), of: self) }
}

// In extensions of two protocols, because a member of the class would hide the other overload.
extension EventTarget where Self: MediaStream {
  /// Called on ``EventTarget/queue`` when the last live track ended, or ``MediaStream/stop()`` was called (drafts to 2013).
  ///
  /// The event's `track` is the track that ended last.
  @available(*, deprecated, message: "use each track's MediaStreamTrack.onended")
  public var onended: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { (self as MediaStream).eventListeners[handler: .ended] }
    set { (self as MediaStream).eventListeners[handler: .ended] = newValue }
  }

  /// The name of ``onended`` in the drafts of 2013 to 2015; Chrome kept it.
  @available(*, deprecated, message: "use each track's MediaStreamTrack.onended")
  public var oninactive: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { (self as MediaStream).eventListeners[handler: .inactive] }
    set { (self as MediaStream).eventListeners[handler: .inactive] = newValue }
  }

  /// Called on ``EventTarget/queue`` when a stream without live tracks got one (drafts of 2013 to 2015).
  @available(*, deprecated, message: "the code that calls addTrack(_:) knows; check active")
  public var onactive: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { (self as MediaStream).eventListeners[handler: .active] }
    set { (self as MediaStream).eventListeners[handler: .active] = newValue }
  }
}

extension ParameterlessEventHandlers where Self: MediaStream {
  /// A handler that takes no event: `stream.onended = { … }`.
  @available(*, deprecated, message: "use each track's MediaStreamTrack.onended")
  @_disfavoredOverload
  public var onended: (@Sendable () -> Void)? {
    get { (self as MediaStream).eventListeners[parameterlessHandler: .ended] }
    set { (self as MediaStream).eventListeners[parameterlessHandler: .ended] = newValue }
  }

  /// A handler that takes no event: `stream.oninactive = { … }`.
  @available(*, deprecated, message: "use each track's MediaStreamTrack.onended")
  @_disfavoredOverload
  public var oninactive: (@Sendable () -> Void)? {
    get { (self as MediaStream).eventListeners[parameterlessHandler: .inactive] }
    set { (self as MediaStream).eventListeners[parameterlessHandler: .inactive] = newValue }
  }

  /// A handler that takes no event: `stream.onactive = { … }`.
  @available(*, deprecated, message: "the code that calls addTrack(_:) knows; check active")
  @_disfavoredOverload
  public var onactive: (@Sendable () -> Void)? {
    get { (self as MediaStream).eventListeners[parameterlessHandler: .active] }
    set { (self as MediaStream).eventListeners[parameterlessHandler: .active] = newValue }
  }
}

/// What `getUserMedia` returned in the drafts of 2011 and 2012: a stream that can be stopped.
@available(*, deprecated, renamed: "MediaStream")
public typealias LocalMediaStream = MediaStream
