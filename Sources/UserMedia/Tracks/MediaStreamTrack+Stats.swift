public import UserMediaCore

extension MediaStreamTrack {
  /// Counts of what the track delivered and lost while it was enabled (mediacapture-extensions,
  /// `MediaStreamTrack.stats`), as they are now.
  public var stats: MediaStreamTrackStats { MediaStreamTrackStats(input.counts) }

  /// Measures the latency of sound anew: its average, minimum and maximum become the last one.
  public func resetLatency() {
    if case .microphone(_, let port, _) = input { port.resetLatency() }
  }
}

/// Counts of what a track delivered and lost (mediacapture-extensions, `MediaStreamTrackVideoStats`
/// and `MediaStreamTrackAudioStats`).
///
/// Frames are pictures, or samples of each channel. Durations and latencies are in milliseconds,
/// and `nil` for pictures, and for sound before the first of it came.
public struct MediaStreamTrackStats: Hashable, Sendable {
  /// Frames that consumers got, or would have got.
  public let deliveredFrames: Int
  /// Frames left out to hold the track's frame rate.
  public let discardedFrames: Int
  /// Frames of the device that nobody saw, by reason.
  public let dropped: [DropReason: Int]
  /// How long the delivered sound lasts.
  public let deliveredFramesDuration: Double?
  /// How long all sound of the device lasts.
  public let totalFramesDuration: Double?
  /// From a stretch's first sample to its delivery: of the last stretch.
  public let latency: Double?
  /// The mean latency of all samples since the track began, or ``MediaStreamTrack/resetLatency()``.
  public let averageLatency: Double?
  /// The least latency since then.
  public let minimumLatency: Double?
  /// The greatest latency since then.
  public let maximumLatency: Double?

  init(_ counts: TrackCounts) {
    deliveredFrames = counts.delivered
    discardedFrames = counts.discarded
    dropped = counts.dropped
    let lost = counts.dropped.values.reduce(0, +)
    deliveredFramesDuration = counts.sampleRate.map { _ in counts.deliveredDuration }
    totalFramesDuration = counts.sampleRate.map { rate in
      counts.deliveredDuration + 1000 * Double(lost) / Double(rate)
    }
    latency = counts.latency?.last
    averageLatency = counts.latency?.average
    minimumLatency = counts.latency?.least
    maximumLatency = counts.latency?.greatest
  }

  /// Frames of the device that nobody saw.
  public var droppedFrames: Int { dropped.values.reduce(0, +) }
  /// All frames of the device.
  public var totalFrames: Int { deliveredFrames + discardedFrames + droppedFrames }
}
