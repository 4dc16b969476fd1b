public import UserMediaCore

extension MediaStreamTrack {
  /// The current counts of what the track delivered and lost while enabled
  /// (mediacapture-extensions, `MediaStreamTrack.stats`).
  public var stats: MediaStreamTrackStats { MediaStreamTrackStats(input.counts) }

  /// Restarts the audio latency statistics: average, minimum and maximum are reset to the latest
  /// value.
  public func resetLatency() {
    if case .microphone(_, let port, _) = input { port.resetLatency() }
  }
}

/// Counts of what a track delivered and lost (mediacapture-extensions, `MediaStreamTrackVideoStats`
/// and `MediaStreamTrackAudioStats`).
///
/// Frames are pictures, or samples per channel. Durations and latencies are in milliseconds; they
/// are `nil` for video, and for audio until the first chunk arrives.
public struct MediaStreamTrackStats: Hashable, Sendable {
  /// Frames delivered to consumers, or that would have been.
  public let deliveredFrames: Int
  /// Frames dropped to keep the track's frame rate.
  public let discardedFrames: Int
  /// Frames of the device that reached no consumer, by reason.
  public let dropped: [DropReason: Int]
  /// The duration of the delivered audio.
  public let deliveredFramesDuration: Double?
  /// The duration of all audio from the device.
  public let totalFramesDuration: Double?
  /// The latest chunk's latency: from its first sample to its delivery.
  public let latency: Double?
  /// The mean latency of all samples since the track started, or since
  /// ``MediaStreamTrack/resetLatency()``.
  public let averageLatency: Double?
  /// The lowest latency since then.
  public let minimumLatency: Double?
  /// The highest latency since then.
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

  /// Frames of the device that reached no consumer.
  public var droppedFrames: Int { dropped.values.reduce(0, +) }
  /// All frames of the device.
  public var totalFrames: Int { deliveredFrames + discardedFrames + droppedFrames }
}
