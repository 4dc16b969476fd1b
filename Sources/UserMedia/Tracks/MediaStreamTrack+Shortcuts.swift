public import UserMediaCore

extension MediaStreamTrack {
  /// The next picture as a JPEG file: ``ImageCapture/takePhoto()`` of this track.
  ///
  /// Throws `NotSupportedError` on an audio track, and otherwise as ``ImageCapture/takePhoto()``.
  public func takePhoto() async throws -> Blob { try await ImageCapture(self).takePhoto() }

  /// The next picture: ``ImageCapture/grabFrame()`` of this track.
  ///
  /// Throws `NotSupportedError` on an audio track, and otherwise as ``ImageCapture/grabFrame()``.
  public func grabFrame() async throws -> VideoFrame { try await ImageCapture(self).grabFrame() }

  /// A meter of the track's sound, which measures for as long as it is held.
  public func levelMeter() -> LevelMeter { LevelMeter(self) }
}
