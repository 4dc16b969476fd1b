public import UserMediaConstraints

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
