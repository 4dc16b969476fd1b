import Synchronization

extension MediaStreamTrack {
  /// What the track shows or sounds, for encoders (MediaStreamTrack Content Hints, `contentHint`).
  ///
  /// `"motion"`, `"detail"` or `"text"` of a video track; `"speech"`, `"speech-recognition"` or
  /// `"music"` of an audio track; `""`, which says nothing, of both. Any other value changes
  /// nothing.
  public var contentHint: String {
    get { values.withLock { $0.contentHint } }
    set {
      let known =
        kind == .video ? ["motion", "detail", "text"] : ["speech", "speech-recognition", "music"]
      guard newValue.isEmpty || known.contains(newValue) else { return }
      values.withLock { $0.contentHint = newValue }
    }
  }
}
