public import UserMediaCore

extension MediaStreamTrack {
  /// Counts of what the track delivered and lost (mediacapture-extensions, `MediaStreamTrack.stats`):
  /// of what came while it was enabled.
  public var stats: MediaStreamTrackStats {
    let counts = input.counts
    return MediaStreamTrackStats(
      deliveredFrames: counts.delivered, discardedFrames: counts.discarded, dropped: counts.dropped)
  }
}

/// Counts of what a track delivered and lost; stretches of sound count as frames.
public struct MediaStreamTrackStats: Hashable, Sendable {
  /// Frames that consumers got, or would have got.
  public let deliveredFrames: Int
  /// Frames left out to hold the track's frame rate.
  public let discardedFrames: Int
  /// Frames of the device that nobody saw, by reason.
  public let dropped: [DropReason: Int]

  /// Frames of the device that nobody saw.
  public var droppedFrames: Int { dropped.values.reduce(0, +) }
  /// All frames of the device.
  public var totalFrames: Int { deliveredFrames + discardedFrames + droppedFrames }
}
