import UserMediaCore

/// What became of a track's data: of pictures, or of samples of each channel.
struct TrackCounts: Sendable {
  /// Consumers got it, or would have got it.
  var delivered = 0
  /// It was left out to hold the track's frame rate.
  var discarded = 0
  /// Nobody saw it, by reason.
  var dropped: [DropReason: Int] = [:]
  /// How long the delivered sound lasts, in milliseconds.
  var deliveredDuration = 0.0
  /// Samples a second of the sound that came last.
  var sampleRate: Int?
  /// From sound to delivery.
  var latency: Latency?

  /// Counts a picture, or a stretch of sound.
  mutating func deliver(_ stretch: AudioStretch?) {
    guard let stretch else {
      delivered += 1
      return
    }
    delivered += stretch.frames
    deliveredDuration += 1000 * Double(stretch.frames) / Double(stretch.sampleRate)
    sampleRate = stretch.sampleRate
    let milliseconds = Double(MonotonicClock.now - stretch.timestamp) / 1000
    if latency == nil {
      latency = Latency(milliseconds, frames: stretch.frames)
    } else {
      latency?.add(milliseconds, frames: stretch.frames)
    }
  }

  /// How long sound took from its first sample to its delivery, in milliseconds.
  struct Latency: Sendable {
    private(set) var last: Double
    private(set) var least: Double
    private(set) var greatest: Double
    private var sum: Double
    private var frames: Double

    init(_ milliseconds: Double, frames: Int) {
      (last, least, greatest) = (milliseconds, milliseconds, milliseconds)
      (sum, self.frames) = (milliseconds * Double(frames), Double(frames))
    }

    /// The mean of all samples.
    var average: Double { sum / frames }

    mutating func add(_ milliseconds: Double, frames count: Int) {
      last = milliseconds
      least = min(least, milliseconds)
      greatest = max(greatest, milliseconds)
      sum += milliseconds * Double(count)
      frames += Double(count)
    }

    /// Forgets all but the last.
    mutating func reset() {
      self = Latency(last, frames: 1)
    }
  }
}

/// A stretch of sound as it is counted.
struct AudioStretch: Sendable {
  /// Samples of each channel; at least one.
  let frames: Int
  /// Samples a second.
  let sampleRate: Int
  /// When the first sample was captured: microseconds on the system's monotonic clock.
  let timestamp: Int64
}
