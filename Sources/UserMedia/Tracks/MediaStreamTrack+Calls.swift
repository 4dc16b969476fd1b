public import UserMediaConstraints
public import UserMediaCore

extension MediaStreamTrack {
  /// The track's asynchronous calls as promises; their reactions run on ``queue``.
  public var promises: Promises { Promises(track: self) }

  /// The asynchronous calls of ``MediaStreamTrack`` as promises.
  public struct Promises: Sendable {
    fileprivate let track: MediaStreamTrack

    /// The promise that the constraints are in effect.
    public func applyConstraints(_ constraints: MediaTrackConstraints? = nil) -> Promise<Void> {
      Promise(on: track.queue) { try await self.track.applyConstraints(constraints) }
    }
  }
}

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
