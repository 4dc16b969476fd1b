extension MediaStream {
  /// Ends every track (Chrome to 46, Firefox to 43; LocalMediaStream in the drafts to 2012).
  @available(*, deprecated, message: "stop the tracks: for track in getTracks() { track.stop() }")
  public func stop() {
    for track in getTracks() { track.stop() }
  }

  /// Whether no track is live (drafts of 2012 and 2013).
  @available(*, deprecated, message: "use !active")
  public var ended: Bool { !active }

  /// Called on ``queue`` when the last live track has ended, also by ``stop()`` (drafts to 2013).
  ///
  /// `track` of its event is the track that ended last.
  @available(*, deprecated, message: "a track tells of its own end: use MediaStreamTrack.onended")
  public var onended: (@Sendable (MediaStreamTrackEvent) -> Void)? {
    get { eventListeners[handler: .inactive] }
    set { eventListeners[handler: .inactive] = newValue }
  }

  /// The stream's id, as it was called in 2011 and 2012.
  @available(*, deprecated, renamed: "id")
  public var label: String { id }

  /// The tracks that carry sound (2012).
  @available(*, deprecated, renamed: "getAudioTracks()")
  public var audioTracks: [MediaStreamTrack] { getAudioTracks() }

  /// The tracks that carry pictures (2012).
  @available(*, deprecated, renamed: "getVideoTracks()")
  public var videoTracks: [MediaStreamTrack] { getVideoTracks() }
}

/// What `getUserMedia` gave in the drafts of 2011 and 2012: a stream that can be stopped.
@available(*, deprecated, renamed: "MediaStream")
public typealias LocalMediaStream = MediaStream
