import Synchronization

extension MediaStreamTrack {
  /// The kind of content, as a hint for encoders (MediaStreamTrack Content Hints, `contentHint`).
  ///
  /// `"motion"`, `"detail"` or `"text"` for a video track; `"speech"`, `"speech-recognition"` or
  /// `"music"` for an audio track; `""`, no hint, for both. Setting any other value has no effect.
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
